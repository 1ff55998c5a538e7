import Foundation
import Testing

/// Every page in both languages at the widths of a phone, a tablet, a laptop and a large screen: nothing makes
/// the page scroll sideways, what is wider than its place scrolls in a box of its own, and the brief is read
/// in place.
@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct WidthTests {
  private static let paths = [
    "/", "/record?q=usbp-southwest&by=nationality", "/together", "/outlook", "/needs", "/what-if",
    "/affected", "/check", "/effect", "/brief", "/watch", "/calendar",
    "/contents", "/nowcast",
  ]
  private static let widths = [360, 768, 1280, 1920]

  @Test(arguments: paths, ["en", "es"])
  func `nothing runs off the page`(path: String, language: String) async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    let mark = path.contains("?") ? "&" : "?"
    for width in WidthTests.widths {
      try await browser.resize(width: width, height: 900)
      try await browser.open(server.base + path + mark + "lang=\(language)")
      try await browser.wait("document.readyState === 'complete'")
      try await Task.sleep(for: .milliseconds(400))
      let wide = try await browser.number("document.documentElement.scrollWidth")
      #expect(wide <= Double(width), "\(path) \(language) at \(width)")
      // What reaches beyond the page's edge without a box of its own that scrolls.
      let outside = try await browser.text(
        """
        [...document.querySelectorAll("main *")].filter((one) => {
          const box = one.getBoundingClientRect();
          if (box.right <= innerWidth + 1 || box.width === 0) return false;
          return !one.closest(".scroll, .map, .unseen, svg, pre, datalist, [hidden]");
        }).map((one) => one.tagName + "." + one.className).slice(0, 5).join(" ")
        """)
      #expect(outside == "", "\(path) \(language) at \(width)")
      let name = path.split(whereSeparator: { "/?".contains($0) }).first.map(String.init)
      try await browser.screenshot("width-\(name ?? "corridor")-\(language)-\(width)")
    }
  }

  /// The frame has the height of what it holds, so that there is one bar to scroll.
  @Test(arguments: [360, 1280])
  func `the brief is read in place`(width: Int) async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.resize(width: width, height: 900)
    try await browser.open(server.base + "/brief")
    try await browser.wait("document.querySelector('#brief-frame[data-shown]')", seconds: 120)
    try await browser.wait(
      """
      (() => {
        const frame = document.getElementById("brief-frame");
        const inner = frame.contentDocument.documentElement;
        return frame.clientHeight > 3000 && inner.scrollHeight <= frame.clientHeight + 1
          && inner.scrollWidth <= frame.clientWidth;
      })()
      """)
    #expect(try await browser.complaints() == [])
  }

  /// Paper's width within the margins of `@page`: A4 is 210 mm wide and Letter 215.9, 15 mm left free each side;
  /// a CSS pixel is 1/96 inch.
  @Test(arguments: [210.0, 215.9], ["en", "es"])
  func `the brief is printed without cut tables`(paper: Double, language: String) async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    let width = Int((paper - 30) / 25.4 * 96)
    try await browser.resize(width: width, height: 1000)
    try await browser.open(server.base + "/brief.html?lang=\(language)")
    try await browser.onPaper()
    try await browser.wait("document.querySelector('table')", seconds: 120)
    let cut = try await browser.text(
      """
      [...document.querySelectorAll("table")].filter((one) =>
        one.getBoundingClientRect().right > innerWidth + 1 && one.checkVisibility())
        .map((one) => one.caption?.textContent ?? one.closest("figure")?.textContent.slice(0, 60)).join(" | ")
      """)
    #expect(cut == "")
    #expect(try await browser.number("document.documentElement.scrollWidth") <= Double(width))
  }
}
