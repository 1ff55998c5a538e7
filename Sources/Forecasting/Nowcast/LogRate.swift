import Foundation

/// A daily rate whose logarithm is a Brownian motion, known by its averages over spans of days.
///
/// For W with variance s² a day from a start that is not known, two averages over spans [a, b] and [c, d]
/// have the covariance
///
///     s² / ((b − a)(d − c)) · ∫∫ min(s, t) ds dt,
///
/// which has a closed form; what one knows of the others is the usual normal conditioning. The average of
/// a logarithm stands for the logarithm of an average, which is close while a month's rate does not
/// change by more than a factor of two or so.
package struct LogRate {
  /// A span of days, from the start of the first to the end of the last.
  package struct Span {
    package var from: Double
    package var to: Double

    package init(from: Double, to: Double) {
      self.from = from
      self.to = to
    }

    var days: Double { to - from }
  }

  /// An average over spans, by their days.
  package struct Observation {
    package var spans: [Span]
    /// Logarithm of the average rate.
    package var value: Double
    /// Variance of what the days have of their own, beside the motion.
    package var noise: Double

    package init(spans: [Span], value: Double, noise: Double) {
      self.spans = spans
      self.value = value
      self.noise = noise
    }
  }

  /// s², a day.
  let variance: Double

  package init(variance: Double) {
    self.variance = variance
  }

  /// Variance of the start: as good as unknown.
  private static let diffuse = 1e4

  /// The average over other spans, given what was seen.
  package func average(over spans: [Span], given seen: [Observation]) -> (
    mean: Double, variance: Double
  ) {
    var mean = 0.0
    var own = covariance(spans, spans)
    // One observation after the other (the Kalman filter without time): each takes away what it explains.
    var known: [(gain: [Double], scale: Double, error: Double)] = []
    for (index, observation) in seen.enumerated() {
      var total = covariance(observation.spans, observation.spans) + observation.noise
      var expected = 0.0
      var gain = seen.map { covariance(observation.spans, $0.spans) }
      gain.append(covariance(observation.spans, spans))
      for step in known {
        let part = step.gain[index] / step.scale
        for column in gain.indices { gain[column] -= part * step.gain[column] }
        total -= part * step.gain[index]
        expected += part * step.error
      }
      let error = observation.value - expected
      known.append((gain, total, error))
      let last = gain[seen.count]
      mean += last / total * error
      own -= last * last / total
    }
    return (mean, max(0, own))
  }

  private func covariance(_ a: [Span], _ b: [Span]) -> Double {
    let (all, other) = (a.reduce(0) { $0 + $1.days }, b.reduce(0) { $0 + $1.days })
    var sum = 0.0
    for x in a {
      for y in b {
        sum += area(x.to, y.to) - area(x.from, y.to) - area(x.to, y.from) + area(x.from, y.from)
      }
    }
    return LogRate.diffuse + variance * sum / (all * other)
  }

  /// ∫ from 0 to x, ∫ from 0 to y of min(s, t).
  private func area(_ x: Double, _ y: Double) -> Double {
    let (low, high) = (min(x, y), max(x, y))
    return low * low * high / 2 - low * low * low / 6
  }
}
