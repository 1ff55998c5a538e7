import AsyncHTTPClient
import Foundation

/// The proxy for an address, as the environment names it: `https_proxy`, `http_proxy` and `all_proxy`, with
/// `no_proxy` for the hosts that are asked directly. The lower-case name goes before the upper-case one.
package struct ProxyChoice: Sendable {
  private let environment: [String: String]

  package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.environment = environment
  }

  /// - Returns: `nil` for an address that is asked directly.
  /// - Throws: a ``FetchFault`` for a proxy whose address cannot be read: asking directly instead could tell more
  ///   than its user wants told.
  package func proxy(for url: URL) throws(FetchFault) -> HTTPClient.Configuration.Proxy? {
    let scheme = url.scheme?.lowercased() == "https" ? "https_proxy" : "http_proxy"
    guard let text = value(scheme) ?? value("all_proxy"), !isDirect(url) else { return nil }
    guard let address = URL(string: text.contains("://") ? text : "http://" + text),
      let host = address.host, !host.isEmpty
    else { throw unreadable(scheme) }
    switch address.scheme?.lowercased() {
    case "socks5", "socks5h", "socks": return .socksServer(host: host, port: address.port ?? 1080)
    case "http":
      guard let user = address.user else { return .server(host: host, port: address.port ?? 80) }
      let secret = address.password?.removingPercentEncoding ?? ""
      return .server(
        host: host, port: address.port ?? 80,
        authorization: .basic(username: user.removingPercentEncoding ?? user, password: secret))
    default: throw unreadable(scheme)
    }
  }

  private func unreadable(_ name: String) -> FetchFault {
    FetchFault(
      .notReached, "The proxy in \(name) is no address that begins with http:// or socks5://.",
      "El proxy de \(name) no es una dirección que empiece con http:// o socks5://.")
  }

  private func value(_ name: String) -> String? {
    let text = environment[name] ?? environment[name.uppercased()]
    return text?.isEmpty == false ? text : nil
  }

  /// `no_proxy` lists hosts and ends of hosts, with or without a stop before them; `*` is all.
  private func isDirect(_ url: URL) -> Bool {
    guard let list = value("no_proxy"), let host = url.host?.lowercased() else { return false }
    return list.lowercased().split(separator: ",").contains { entry in
      let name = entry.trimmingCharacters(in: .whitespaces)
      if name == "*" || name == host || url.port.map({ name == "\(host):\($0)" }) == true {
        return true
      }
      let end = name.hasPrefix(".") ? name : "." + name
      return end.count > 1 && host.hasSuffix(end)
    }
  }
}
