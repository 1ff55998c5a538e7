import Tabular

/// Where the incidents of a file lie, from which follows what part of the world it covers.
///
/// The project offers its incidents by year, by region and all together, and a file does not say
/// which it is.
struct IncidentRegions {
  private let vocabulary: Vocabulary
  private let americas: Set<String>
  private var labels: Set<String> = []
  private var regions: Set<String> = []
  private var sawAmericas = false
  private var sawElsewhere = false

  /// The regions of the Americas in which every full year has incidents.
  private static let ofAmericas: Set<String> = [
    "north-america", "central-america", "caribbean", "south-america",
  ]
  /// Regions whose words mean another place elsewhere in the vocabulary.
  private static let published = [
    "us mexico border": "us-mexico-border-area", "u.s. mexico border": "us-mexico-border-area",
  ]

  init(_ vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    americas = Set(vocabulary.term("americas", in: .place)?.parts ?? [])
  }

  /// The place of a region as the project names it; `nil` when it is not known.
  func label(_ region: String) -> String? {
    IncidentRegions.published[FileStart.folded(region)]
      ?? vocabulary.label(.place, published: region)
  }

  /// Counts an incident in.
  mutating func add(place: String, region: String?) {
    labels.insert(place)
    if let region { regions.insert(region) }
    let part = region ?? place
    if americas.contains(part) || isInAmericas(part) {
      sawAmericas = true
    } else if part != Extent.unknown {
      sawElsewhere = true
    }
  }

  private func isInAmericas(_ region: String) -> Bool {
    vocabulary.term(region, in: .place)?.parent == "americas"
  }

  /// Declares what the places of a release stand for: the world when there are incidents in the
  /// Americas and elsewhere, the Americas when all of their regions and no other occur, else the
  /// places that occur.
  func declare(in release: inout Release, _ vocabulary: Vocabulary) {
    // Where the file names no countries, none is listed apart.
    let told = labels.isSubset(of: regions) ? allRegions : []
    if sawAmericas, sawElsewhere {
      release.source.coverage.extents[.place] = Extent(.whole, labels: told)
    } else if sawAmericas, IncidentRegions.ofAmericas.isSubset(of: regions) {
      release.source.coverage.extents[.place] = Extent(
        .within, place: "americas", labels: told.filter(isInAmericas))
    } else {
      release.source.coverage.extents[.place] = Extent(.only)
    }
  }

  /// Every region that the project lists apart, with those that occur.
  private var allRegions: [String] {
    let known = IncidentRegions.names.compactMap { label($0) }
    // The Americas are their regions together.
    return Set(known).union(labels).union(["americas"]).subtracting([Extent.unknown]).sorted()
  }

  /// Regions of the downloads of 2020 to 2026.
  private static let names = [
    "North America", "Central America", "Caribbean", "South America", "Mediterranean", "Europe",
    "Northern Africa", "Western Africa", "Middle Africa", "Eastern Africa", "Southern Africa",
    "Western Asia", "Central Asia", "Southern Asia", "South-eastern Asia", "Eastern Asia",
  ]
}
