import Foundation

/// The exact Gaussian likelihood of an autoregressive moving-average process, by the Kalman filter in
/// the form of Chandrasekhar: the change of the state's covariance from month to month has rank one, so
/// that a month costs as much as the state is long, not its square.
///
/// State space: Harvey 1989, section 3.3; the recursions: Morf, Sidhu and Kailath, IEEE Transactions on
/// Automatic Control 19, 1974; the stationary start from the autocovariances, these from the partial
/// autocorrelations (Levinson–Durbin). Once the covariance has converged the gain stays.
struct ARMALikelihood {
  /// Room that lasts over many evaluations.
  final class Room {
    fileprivate var phi: [Double]
    fileprivate var theta: [Double]
    fileprivate var state: [Double]
    fileprivate var unit: [Double]
    fileprivate var gain: [Double]
    fileprivate var change: [Double]
    fileprivate var psi: [Double]
    fileprivate var covariance: [Double]
    fileprivate var table: [Double]
    fileprivate let size: Int

    /// - Parameter size: of the state, the larger of the autoregressive order and the moving-average
    ///   order and one.
    init(size: Int) {
      self.size = size
      phi = [Double](repeating: 0, count: size + 1)
      theta = phi
      state = phi
      unit = phi
      gain = phi
      change = phi
      psi = phi
      covariance = [Double](repeating: 0, count: 2 * size + 2)
      table = [Double](repeating: 0, count: (size + 1) * (size + 1))
    }
  }

  struct Answer {
    /// Σ v²/F and Σ log F.
    var squares = 0.0
    var logarithms = 0.0
    /// The mean by generalised least squares, where it is asked for.
    var mean = 0.0
    /// The filter's state for the month after the last, with the mean taken off.
    var state: [Double] = []
  }

  /// - Parameters:
  ///   - values: the process.
  ///   - phi: coefficients φ₁, φ₂ …
  ///   - theta: coefficients θ₁, θ₂ …
  ///   - withMean: estimates the mean beside.
  ///   - keepState: whether the last state is wanted.
  /// - Returns: `nil` when φ is not stationary.
  static func evaluate(
    _ values: [Double], phi: [Double], theta: [Double], withMean: Bool, room: Room,
    keepState: Bool = false
  ) -> Answer? {
    let size = room.size
    for index in 0...size {
      room.phi[index] = index < phi.count ? phi[index] : 0
      room.theta[index] = index == 0 ? 1 : index <= theta.count ? theta[index - 1] : 0
    }
    guard let variance = start(room, p: phi.count, q: theta.count) else { return nil }
    var answer = filter(values, variance, withMean, room)
    if keepState {
      answer.state = (0..<size).map { room.state[$0] - answer.mean * room.unit[$0] }
    }
    return answer
  }

  /// The first gain K = T P Z′ and the variance Z P Z′ of the stationary state.
  private static func start(_ room: Room, p: Int, q: Int) -> Double? {
    let size = room.size
    guard autocovariances(room, p: p, q: q) else { return nil }
    room.psi[0] = 1
    for lag in 1...size {
      var sum = lag <= q ? room.theta[lag] : 0
      for back in 1...lag where back <= p { sum += room.phi[back - 1] * room.psi[lag - back] }
      room.psi[lag] = sum
    }
    // The covariances of the state with the process.
    for row in 0..<size {
      var sum = 0.0
      for index in row..<size {
        if index < p { sum += room.phi[index] * room.covariance[1 + index - row] }
        if index <= q { sum += room.theta[index] * room.psi[index - row] }
      }
      room.change[row] = sum
    }
    let variance = room.covariance[0]
    room.change[0] = variance
    room.change[size] = 0
    for row in 0..<size {
      room.gain[row] = room.phi[row] * variance + room.change[row + 1]
    }
    for row in 0..<size { room.change[row] = room.gain[row] }
    return variance.isFinite && variance > 0 ? variance : nil
  }

  /// Autocovariances to lag `p` of the process with errors of variance one.
  private static func autocovariances(_ room: Room, p: Int, q: Int) -> Bool {
    // Partial autocorrelations of the autoregressive part, from the longest predictor to the shortest.
    let width = room.size + 1
    var left = 1.0
    room.table.withUnsafeMutableBufferPointer { table in
      for index in 0..<p { table[p * width + index] = room.phi[index] }
      for order in stride(from: p, to: 0, by: -1) {
        let partial = table[order * width + order - 1]
        let rest = 1 - partial * partial
        left *= rest
        guard rest > 0 else {
          left = -1
          return
        }
        for index in 0..<(order - 1) {
          table[(order - 1) * width + index] =
            (table[order * width + index] + partial * table[order * width + order - 2 - index])
            / rest
        }
      }
    }
    guard left > 0 else { return false }
    // Those of the autoregressive part alone, to lag p + q.
    let reach = p + q
    var own = [Double](repeating: 0, count: reach + 1)
    own[0] = 1 / left
    var error = own[0]
    for lag in stride(from: 1, through: reach, by: 1) {
      let order = min(lag - 1, p)
      var sum = 0.0
      for index in 0..<order { sum += room.table[order * width + index] * own[lag - 1 - index] }
      if lag <= p {
        let partial = room.table[lag * width + lag - 1]
        sum += partial * error
        error *= 1 - partial * partial
      }
      own[lag] = sum
    }
    // Those of the moving average of it.
    for lag in 0...p {
      var sum = 0.0
      for distance in 0...q {
        var product = 0.0
        for index in 0...(q - distance) {
          product += room.theta[index] * room.theta[index + distance]
        }
        sum +=
          distance == 0
          ? product * own[lag] : product * (own[lag + distance] + own[abs(lag - distance)])
      }
      room.covariance[lag] = sum
    }
    return true
  }

  private static func filter(
    _ values: [Double], _ first: Double, _ withMean: Bool, _ room: Room
  ) -> Answer {
    let size = room.size
    for index in 0...size {
      room.state[index] = 0
      room.unit[index] = 0
    }
    // What the unit series is forecast to be starts at nothing, as the series does.
    var answer = Answer()
    var (ones, cross) = (0.0, 0.0)
    var variance = first
    var factor = -1 / first
    var product = 1.0
    var settled = false
    room.phi.withUnsafeBufferPointer { phi in
      room.state.withUnsafeMutableBufferPointer { state in
        room.unit.withUnsafeMutableBufferPointer { unit in
          room.gain.withUnsafeMutableBufferPointer { gain in
            room.change.withUnsafeMutableBufferPointer { change in
              for (time, value) in values.enumerated() {
                let miss = value - state[0]
                let weight = miss / variance
                answer.squares += miss * weight
                product *= variance
                if product > 1e100 || product < 1e-100 {
                  answer.logarithms += log(product)
                  product = 1
                }
                let head = state[0]
                for row in 0..<size {
                  state[row] = phi[row] * head + state[row + 1] + gain[row] * weight
                }
                if withMean {
                  let miss = 1 - unit[0]
                  let share = miss / variance
                  ones += miss * share
                  cross += miss * weight
                  let head = unit[0]
                  for row in 0..<size {
                    unit[row] = phi[row] * head + unit[row + 1] + gain[row] * share
                  }
                }
                if settled { continue }
                let lead = change[0]
                let next = variance + lead * lead * factor
                let (lift, drop) = (factor * lead, lead / next)
                var largest = 0.0
                for row in 0..<size {
                  let moved = phi[row] * lead + change[row + 1]
                  gain[row] += moved * lift
                  change[row] = moved - gain[row] * drop
                  largest = max(largest, abs(change[row]))
                }
                factor *= next / variance
                variance = next
                settled = time % 4 == 3 && largest * largest * abs(factor) < 1e-14 * variance
              }
            }
          }
        }
      }
    }
    answer.logarithms += log(product)
    if withMean, ones > 0 {
      answer.mean = cross / ones
      answer.squares -= cross * cross / ones
    }
    return answer
  }
}
