import Periods

/// Who is at home for the harvest.
///
/// As in FLEE's code, in the months of `harvest_months` everybody who is at a place counts at their home and
/// does not move; people on a road go on until they arrive. Afterwards they are again where they were.
final class Harvest {
  private let months: Set<Int>
  private let start: Day
  private let homes = Column<Int32>()
  private let isHome = Column<Bool>()
  /// Whether it is harvest on the day.
  private(set) var isOn = false

  /// `nil` without months of harvest.
  init?(_ instance: FleeInstance) {
    months = Set(instance.settings.harvestMonths.map { Int($0) })
    start = instance.start
    guard !months.isEmpty else { return nil }
  }

  func add(home: Int) {
    homes.append(Int32(home))
    isHome.append(false)
  }

  /// Sends everybody at a place home on a day of harvest, and back on another.
  ///
  /// - Returns: whether it is a day of harvest, on which nobody leaves.
  func begins(_ day: Int, _ people: People, _ occupancy: OccupancyPointers) -> Bool {
    let wasOn = isOn
    isOn = months.contains(start.adding(days: day).month)
    guard isOn || wasOn else { return false }
    for person in 0..<people.count where people.at(person) >= 0 {
      if isOn {
        goHome(person, from: Int(people.at(person)), occupancy)
      } else if isHome[person] {
        isHome[person] = false
        occupancy.change(Int(people.at(person)), by: 1)
        occupancy.change(Int(homes[person]), by: -1)
      }
    }
    return isOn
  }

  func goHome(_ person: Int, from place: Int, _ occupancy: OccupancyPointers) {
    guard !isHome[person] else { return }
    isHome[person] = true
    occupancy.change(place, by: -1)
    occupancy.change(Int(homes[person]), by: 1)
  }
}
