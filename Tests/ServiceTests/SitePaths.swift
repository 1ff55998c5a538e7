/// Every page of the site, each with what it shows once its answer is there.
enum SitePaths {
  static let shown: [(path: String, answer: String)] = [
    ("/", ".five .answer:not(.waiting)"), ("/record?q=usbp-southwest&at=2023-08", "#answer svg"),
    ("/together", "#answer svg"), ("/outlook", "#answer svg"), ("/needs", "#answer table"),
    ("/nowcast", "#answer svg"),
    ("/what-if", "#result svg"), ("/affected", "#guided-answer"), ("/check", "#checked .claim"),
    ("/effect", "#answer svg"), ("/brief", "#brief-frame[data-shown]"), ("/watch", "#moved td"),
    ("/calendar", "main table"), ("/contents", "main dl"),
  ]

  static let all = shown.map(\.path)

  static func answer(_ path: String) -> String {
    shown.first { $0.path == path }?.answer ?? "main"
  }
}
