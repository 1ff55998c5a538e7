import Corridors

/// Appointments and returns that there is room for each day, with the fractions that are carried over
/// to the next.
struct Quotas {
  private var appointments: [Double]
  private var returns: [Double]

  init(_ plan: MovementPlan) {
    appointments = plan.appointments.map { _ in 0 }
    returns = plan.returns.map { _ in 0 }
  }

  mutating func pass(_ archive: inout StateArchive) {
    archive.pass(&appointments)
    archive.pass(&returns)
  }

  /// Appointments of a kind that there are today.
  mutating func appointments(_ index: Int, perDay: Double) -> Int {
    appointments[index] += perDay
    let offered = Int(appointments[index])
    appointments[index] -= Double(offered)
    return offered
  }

  /// How many of those wanted can be returned at once today; room that was left carries over one day.
  ///
  /// - Parameter limit: people a day; `nil` for no limit.
  mutating func returns(_ practice: Int, wanted: Int, limit: Double?) -> Int {
    guard let limit else { return wanted }
    returns[practice] = min(returns[practice] + limit, max(limit, 1) * 2)
    let most = min(wanted, Int(returns[practice]))
    returns[practice] -= Double(most)
    return most
  }
}
