import Flee
import Foundation
import Tabular

/// Small changes of an instance's files. Other lines, with their comments, stay as they are.
package enum InstanceEdit: Sendable {
  /// A new camp and the road to it.
  case camp(FleeInstance.Place, road: String, kilometres: Double)
  /// Another length of a road, or a new road.
  case road(String, String, kilometres: Double)
  /// The border between two countries closes, from a day to another; −1 for the end of the simulation.
  case border(String, String, from: Int, to: Int)
  /// Whoever comes to a place is taken on to another by the day: all its other roads are closed outwards.
  case redirect(String, to: String, from: Int)

  /// Carries changes out, all or none: the files are written when each change has been found possible, and the
  /// instance still reads.
  ///
  /// - Throws: an `InputError` for a place or country that is not there, or for what the instance would then lack.
  package static func apply(_ edits: [InstanceEdit], to folder: String) throws(InputError) {
    let instance = try FleeInstanceReader.read(folder)
    var files = InstanceFiles(folder: folder)
    for edit in edits { try edit.apply(to: &files, instance) }
    try files.write()
  }

  private func apply(
    to files: inout InstanceFiles, _ instance: FleeInstance
  ) throws(InputError) {
    switch self {
    case .camp(let camp, let neighbour, let kilometres):
      guard instance[camp.name] == nil else {
        throw InstanceEdit.fault("a new name for the camp", camp.name)
      }
      try InstanceEdit.place(neighbour, instance)
      files.append(
        "\(camp.name),\(camp.region),\(camp.country),\(camp.latitude),\(camp.longitude),"
          + "\(camp.kind.rawValue),,\(camp.population)", to: "locations.csv")
      files.append("\(neighbour),\(camp.name),\(kilometres),0", to: "routes.csv")
    case .road(let a, let b, let kilometres):
      for name in [a, b] { try InstanceEdit.place(name, instance) }
      let number = CSVWriter.number(kilometres)
      if !files.setDistance(between: a, and: b, to: number) {
        files.append("\(a),\(b),\(number),0", to: "routes.csv")
      }
    case .border(let a, let b, let from, let to):
      let countries = Set(instance.places.map(\.country)).sorted()
      for name in [a, b] where !countries.contains(name) {
        throw InstanceEdit.fault("one of the countries \(countries)", name)
      }
      files.append("country,\(a),\(b),\(from),\(to)", to: "closures.csv")
    case .redirect(let place, let target, let from):
      for name in [place, target] { try InstanceEdit.place(name, instance) }
      try redirect(place, target, from, &files, instance)
    }
  }

  private func redirect(
    _ place: String, _ target: String, _ from: Int, _ files: inout InstanceFiles,
    _ instance: FleeInstance
  ) throws(InputError) {
    let ends = instance.roads.flatMap { road in
      road.from == place ? [road.to] : road.to == place ? [road.from] : []
    }
    guard ends.contains(target) else {
      throw InstanceEdit.fault("a road from \(place) to \(target)", "none")
    }
    files.append("\(place),forwarding_hub,\(from)", to: "location_changes.csv")
    for end in ends where end != target {
      // FLEE closes the road from the second place to the first.
      files.append("link,\(end),\(place),\(from),-1", to: "closures.csv")
    }
  }

  private static func place(_ name: String, _ instance: FleeInstance) throws(InputError) {
    guard instance[name] == nil else { return }
    let names = instance.places.map(\.name)
    throw InputError(
      InputIssue(
        file: "locations.csv", expected: "the name of a place", found: "\"\(name)\"",
        hint: suggestionHint(for: name, among: names)))
  }

  private static func fault(_ expected: String, _ found: String) -> InputError {
    InputError(InputIssue(file: "the change", expected: expected, found: "\"\(found)\""))
  }
}
