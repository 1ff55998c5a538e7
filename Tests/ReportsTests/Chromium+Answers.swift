import Foundation
import Testing

extension Chromium {
  /// Path of the accessibility checker's script.
  static let axe: String? = ProcessInfo.processInfo.environment["TROCHA_AXE"].flatMap {
    $0.isEmpty ? nil : $0
  }

  /// What axe finds wrong with a page, as a JSON list.
  func violations(in html: String, dark: Bool) throws -> String {
    let axe = try #require(Chromium.axe)
    let code = String(decoding: try Data(contentsOf: URL(fileURLWithPath: axe)), as: UTF8.self)
    let probe = """
      for (const details of document.querySelectorAll("details")) details.open = true;
      axe.run(document).then((result) => answer(result.violations.map((violation) =>
        violation.id + ": " + violation.nodes.map((node) => node.html.slice(0, 120)).join(" | "))));
      """
    return try answer(
      to: probe, in: html, after: code.replacing("</script", with: "<\\/script"), dark: dark)
  }

  /// What a script says that runs at the end of a copy of the page, whose policy is taken out so
  /// that the script may run.
  func answer(
    to probe: String, in html: String, after library: String = "", dark: Bool = false
  ) throws -> String {
    let free = html.replacing(/<meta http-equiv="Content-Security-Policy"[^>]*>/, with: "")
    let scripts = """
      <script>\(library)</script>
      <script>
      setTimeout(() => {
        const answer = (value) => {
          const place = document.createElement("pre");
          place.id = "answer";
          place.textContent = btoa(unescape(encodeURIComponent(JSON.stringify(value))));
          document.body.append(place);
        };
        \(probe)
      }, 500);
      </script>
      </body>
      """
    let visit = try visit(free.replacing("</body>", with: scripts), dark: dark)
    let found = try #require(
      visit.document.firstMatch(of: /<pre id="answer">([^<]*)</), "\(visit.console)")
    let data = try #require(Data(base64Encoded: String(found.1)))
    return String(decoding: data, as: UTF8.self)
  }
}
