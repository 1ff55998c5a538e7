/// Which places lie in which: Darién in Panama, Panama in the Americas.
///
/// A group of places (``Vocabulary/Term/parts``) is made of all of its parts; a place's parent only
/// says where it lies.
struct PlaceTree: Sendable {
  private var parents: [String: [String]] = [:]
  private var below: [String: [String]] = [:]
  private var parts: [String: [String]] = [:]
  private var regions: Set<String> = []
  private var countries: Set<String> = []

  init(_ terms: [Vocabulary.Term]) {
    for term in terms where term.dimension == .nationality { countries.insert(term.id) }
    for term in terms where term.dimension == .place {
      if term.isRegion { regions.insert(term.id) }
      if let parent = term.parent { add(term.id, to: parent) }
      guard !term.parts.isEmpty else { continue }
      parts[term.id] = term.parts
      for part in term.parts { add(part, to: term.id) }
    }
  }

  private mutating func add(_ place: String, to parent: String) {
    parents[place, default: []].append(parent)
    below[parent, default: []].append(place)
  }

  /// The places that a group is made of; empty for a place that is no group.
  func parts(of place: String) -> [String] { parts[place] ?? [] }

  /// Whether a place is a part of the world of which it is not known which countries it is made of.
  func isVague(_ place: String) -> Bool { regions.contains(place) && parts(of: place).isEmpty }

  func isRegion(_ place: String) -> Bool { regions.contains(place) }

  /// Whether a place is a country by its code.
  func isCountry(_ place: String) -> Bool { countries.contains(place) }

  /// Whether a place lies in another, or is it.
  func isInside(_ place: String, _ other: String) -> Bool {
    place == other || (parents[place] ?? []).contains { isInside($0, other) }
  }

  /// Whether one of some places lies in another of them.
  func overlap(_ places: [String]) -> Bool {
    places.contains { !above($0).isDisjoint(with: places) }
  }

  /// All places that a place lies in.
  func above(_ place: String) -> Set<String> {
    (parents[place] ?? []).reduce(into: []) { $0.formUnion(above($1).union([$1])) }
  }

  /// A place and all that lie in it.
  func inside(_ place: String) -> [String] {
    var found = [place]
    var next = 0
    while next < found.count {
      for part in below[found[next]] ?? [] where !found.contains(part) { found.append(part) }
      next += 1
    }
    return found
  }
}
