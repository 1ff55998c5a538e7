import Foundation

extension Day {
  /// The day by the clock of this machine.
  public static var today: Day {
    let parts = Calendar(identifier: .gregorian).dateComponents(
      [.year, .month, .day], from: Date())
    return Day(year: parts.year ?? 1, month: parts.month ?? 1, day: parts.day ?? 1)
      ?? Day(number: 0)
  }
}
