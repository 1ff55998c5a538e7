import Foundation
import Testing

/// A window of 1280 pixels at a zoom of 200 %: the page has 640 pixels of its own, each drawn as two
/// (WCAG 2.2, 1.4.4 and 1.4.10).
@Suite(.enabled(if: Browser.isInstalled, "needs chromium and chromium-driver"), .serialized)
struct ZoomTests {
  @Test(arguments: SitePaths.all, ["en", "es"])
  func `at twice the size nothing is cut, and nothing scrolls sideways`(
    path: String, language: String
  ) async throws {
    let server = try await Server.shared.value
    let browser = try await Browser()
    try await browser.resize(width: 640, height: 450, scale: 2)
    let mark = path.contains("?") ? "&" : "?"
    try await browser.open(server.base + path + mark + "lang=\(language)")
    try await browser.wait("document.readyState === 'complete'")
    try await browser.wait(
      "document.querySelector('\(SitePaths.answer(path))')", seconds: 600)
    // Charts are drawn in the frame after.
    try await Task.sleep(for: .milliseconds(400))
    #expect(try await browser.number("devicePixelRatio") == 2)
    #expect(try await browser.number("document.documentElement.scrollWidth") <= 640)
    #expect(try await browser.text(ZoomTests.outside) == "")
    #expect(try await browser.text(ZoomTests.cut) == "")
    let name = path.split(whereSeparator: { "/?".contains($0) }).first.map(String.init)
    try await browser.screenshot("zoom-\(name ?? "corridor")-\(language)")
    if let axe = Accessibility.script {
      #expect(try await browser.violations(axe) == [])
    }
  }

  /// What reaches beyond the page's edge without a box of its own that scrolls.
  private static let outside = """
    [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && box.right > innerWidth + 1
        && !one.closest(".scroll, .map, .unseen, .skip, svg, pre, datalist, [hidden]");
    }).map((one) => one.tagName + "." + one.className).slice(0, 5).join(" ")
    """

  /// Words that end where their box does, and words of a chart that run out of it.
  private static let cut = """
    [...document.querySelectorAll("body *")].filter((one) => {
      if (!one.checkVisibility() || one.closest(".unseen, .skip, .map, datalist, option")) return false;
      if (one.tagName === "text") {
        const [own, whole] = [one, one.closest("svg")].map((part) => part.getBoundingClientRect());
        return own.width > 0 && (own.right > whole.right + 2 || own.left < whole.left - 2);
      }
      if (one.closest("svg")) return false;
      const isText = [...one.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim());
      const style = getComputedStyle(one);
      return isText && /hidden|clip/.test(style.overflowX + style.overflowY)
        && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
    }).map((one) => one.tagName + ": " + one.textContent.slice(0, 40)).slice(0, 5).join(" | ")
    """
}
