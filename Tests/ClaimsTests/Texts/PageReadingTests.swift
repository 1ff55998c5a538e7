import Claims
import Foundation
import Periods
import Testing

/// The words of pages: what is expected was read off the page in each test by eye.
@Suite struct PageReadingTests {
  private func document(_ page: String) throws -> Document {
    try Document(Array(page.utf8), name: "a.html")
  }

  private func paragraphs(_ page: String) throws -> [String] {
    try document(page).words.components(separatedBy: "\n\n")
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  @Test func whatSurroundsTheArticleIsLeftOut() throws {
    let page = """
      <!doctype html><html><head><title>Border — The Daily</title><style>p{}</style>
      <script>var a = "12,345 arrests"</script></head><body class="has-sidebar nav-open">
      <a class="skip-link" href="#m">Skip to content</a>
      <header class="site-header"><div>The Daily</div><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
      <div class="cookie-banner"><p>We use 14 cookies.</p></div>
      <main><article><header><h1>Arrests rose in August</h1><p>A standfirst.</p></header>
      <p>Agents made 181,059<sup>1</sup> arrests.<p>They made 132,648 in July.
      <figure><img alt="x"><figcaption>A column at the river. Photo: A. B.</figcaption></figure>
      <aside>Pull quote of 9,999.</aside>
      <div class="article-share"><p>Share 1,204 times</p></div>
      <p>Read more: <a href="/x">220,000 crossed last year</a></p>
      <div style="display: none">hidden 1</div><p hidden>hidden 2</p><p aria-hidden="true">hidden 3</p>
      <p>The last paragraph, on the <a href="/d">1<sup>st</sup> of May</a>.</p></article>
      <section class="related-stories"><article><h3><a href="/y">Another 5,555</a></h3></article></section>
      </main><div id="comments"><p>7,777 is wrong!</p></div>
      <footer>Copyright 2023</footer><div role="contentinfo">More 8</div></body></html>
      """
    #expect(
      try paragraphs(page) == [
        "Arrests rose in August", "A standfirst.", "Agents made 181,059 arrests.",
        "They made 132,648 in July.", "A column at the river. Photo: A. B.",
        "The last paragraph, on the 1st of May.",
      ])
  }

  @Test func aWrapperWithASurroundingNameThatHoldsTheHeadlineIsRead() throws {
    #expect(
      try paragraphs(
        "<div class='menu-page sidebar'><p>Home</p><div class=share-root><h1>Head</h1><p>Words.</p></div></div>"
      ) == ["Head", "Words."])
    // A page that is nothing else is read as it is.
    #expect(try paragraphs("<aside><p>Only this.</p></aside>") == ["Only this."])
    #expect(try paragraphs("<p><a href=x>Only a link</a></p>") == ["Only a link"])
  }

  @Test func aNameAroundEverythingLeavesNothingOut() throws {
    let words = "Agents made 181,059 arrests in August, and 132,648 in July, the agency said."
    #expect(
      try paragraphs("<p>View online</p><table class=newsletter><tr><td>\(words)</table>")
        == ["View online", words])
    // Saved while a notice covered it.
    #expect(
      try paragraphs("<div aria-hidden=true><h1>Head</h1><p>\(words)</div>") == ["Head", words])
    #expect(
      try paragraphs("<h1>Head</h1><amp-sidebar><p>\(words)</amp-sidebar><p>Text") == [
        "Head", "Text",
      ])
  }

  @Test func brokenPagesGoOn() throws {
    #expect(try paragraphs("<head><title>t</title><p>No end of head.") == ["No end of head."])
    #expect(try paragraphs("<nav><ul><li>a<li>b</nav><p>after") == ["after"])
    #expect(try paragraphs("<p class=\"share>one</p><p>two</p>") == ["one", "two"])
    #expect(try paragraphs("<p class=share>left out<p>read") == ["read"])
    #expect(
      try paragraphs("a</div></p></aside>b<!-->c<!-- d")
        == ["a", "b c"].map { $0.replacing("b c", with: "bc") })
    #expect(try paragraphs("5 < 6 & 7 &gt; 2 <3") == ["5 < 6 & 7 > 2 <3"])
    #expect(
      try paragraphs("<div><span class='sr-only'>x</span>One<br>line<br><br>Two</div>") == [
        "One\nline", "Two",
      ])
  }

  @Test func theHeadlineOfTheArticleNamesIt() throws {
    func name(_ page: String) throws -> String? { try document(page).headline }
    #expect(
      try name("<title>T</title><h1>Site</h1><article><h1>The &amp; head</h1></article>")
        == "The & head")
    #expect(
      try name("<title>T</title><meta property='og:title' content='O &quot;x&quot;'><p>y")
        == "O \"x\"")
    #expect(try name("<title> T \n U</title><p>y") == "T U")
    #expect(try name("<p>y") == nil)
  }

  static let days: [(String, String?)] = [
    (
      "<meta property=\"article:published_time\" content=\"2023-09-14T23:10:00-05:00\">",
      "2023-09-14"
    ),
    ("<meta name=date content=2023-09-14>", "2023-09-14"),
    ("<time datetime='2023-09-14T10:00'>Sept 14</time>", "2023-09-14"),
    (
      "<p>x <time class=updated datetime=2023-09-15>y</time><time datetime=2023-09-14>z</time>",
      "2023-09-14"
    ),
    (
      """
      <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
      {"@type":"WebPage","datePublished":"2023-09-10"},
      {"@type":["NewsArticle"],"datePublished":"2023-09-14T01:00:00Z","dateModified":"2023-10-01"}]}</script>
      """, "2023-09-14"
    ),
    // Two articles, a broken block, and days that cannot be.
    (
      """
      <script type="application/ld+json">[{"@type":"NewsArticle","datePublished":"2023-09-14"},
      {"@type":"NewsArticle","datePublished":"2023-09-15"}]</script>
      """, nil
    ),
    ("<script type='application/ld+json'>{\"@type\":</script>", nil),
    ("<script type='application/ld+json'>\(String(repeating: "[", count: 100_000))</script>", nil),
    ("<meta property='article:published_time' content='05/09/2023'>", nil),
    ("<meta property='article:published_time' content='2923-09-14'>", nil),
    ("<aside><time datetime=2023-09-14>x</time></aside><p>y", nil),
  ]

  @Test(arguments: days.indices)
  func theDayOfPublication(_ index: Int) throws {
    let (page, day) = Self.days[index]
    #expect(try document(page).day?.day == day.flatMap { Day($0) })
  }

  /// Each megabyte is read in about the time of the others: nothing is gone over twice.
  @Test func hostileMarkupTakesNoLonger() throws {
    let pages = [
      String(repeating: "<div>", count: 100_000) + "x"
        + String(repeating: "</div>", count: 100_000),
      String(repeating: "<b>", count: 200_000) + String(repeating: "</i>", count: 200_000),
      String(repeating: "<b>", count: 200_000) + String(repeating: "<h1></b>", count: 50_000),
      "<p " + (0..<100_000).map { "a\($0)=1" }.joined(separator: " ") + ">x</p>",
      String(repeating: "<p a=\"", count: 100_001),
      String(repeating: "<li><td><a href=x>", count: 50_000),
      String(repeating: "<div class=share>", count: 50_000)
        + String(repeating: "<h1>", count: 50_000),
    ]
    for page in pages {
      let took = try ContinuousClock().measure { _ = try document(page) }
      #expect(took < .seconds(5), "\(page.prefix(30))")
    }
  }
}
