import Foundation
import Synchronization

/// A number that only grows.
final class Counter: Sendable {
  private let count = Atomic<Int>(0)
  func add(_ number: Int = 1) { count.add(number, ordering: .relaxed) }
  var value: Int { count.load(ordering: .relaxed) }
}

/// What the service has done, for Prometheus.
final class Metrics: Sendable {
  /// Upper bounds of the times of answers, in seconds.
  private static let bounds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  private struct Route: Hashable {
    var method: String
    var path: String
    var status: Int
  }

  private struct State {
    var requests: [Route: Int] = [:]
    var buckets = [Int](repeating: 0, count: bounds.count + 1)
    var seconds = 0.0
  }

  private let state = Mutex(State())
  private let started = Date()
  let listeners = Counter()
  let listenersGone = Counter()

  func answered(_ method: String, _ path: String, _ status: Int, seconds: Double) {
    state.withLock { state in
      state.requests[Route(method: method, path: path, status: status), default: 0] += 1
      let bucket = Metrics.bounds.firstIndex { seconds <= $0 } ?? Metrics.bounds.count
      state.buckets[bucket] += 1
      state.seconds += seconds
    }
  }

  /// The text form of Prometheus, version 0.0.4.
  ///
  /// - Parameter more: further lines: name, help, type and value.
  func text(_ more: [(name: String, help: String, type: String, value: Double)]) -> String {
    let state = state.withLock { $0 }
    var lines = [
      "# HELP trocha_http_requests_total Requests answered.",
      "# TYPE trocha_http_requests_total counter",
    ]
    for (route, count) in state.requests.sorted(by: { "\($0.key)" < "\($1.key)" }) {
      lines.append(
        "trocha_http_requests_total{method=\"\(route.method)\",route=\"\(route.path)\","
          + "status=\"\(route.status)\"} \(count)")
    }
    lines.append("# HELP trocha_http_request_seconds Time to answer.")
    lines.append("# TYPE trocha_http_request_seconds histogram")
    var sum = 0
    for (index, count) in state.buckets.enumerated() {
      sum += count
      let bound = index < Metrics.bounds.count ? "\(Metrics.bounds[index])" : "+Inf"
      lines.append("trocha_http_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    lines.append("trocha_http_request_seconds_sum \(state.seconds)")
    lines.append("trocha_http_request_seconds_count \(sum)")
    let listening = Double(listeners.value - listenersGone.value)
    let own = [
      ("trocha_event_listeners", "Clients that listen to events.", "gauge", listening),
      (
        "trocha_uptime_seconds", "Time since the service began.", "gauge",
        Date().timeIntervalSince(started)
      ),
    ]
    for (name, help, type, value) in own + more {
      lines += ["# HELP \(name) \(help)", "# TYPE \(name) \(type)", "\(name) \(value)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
