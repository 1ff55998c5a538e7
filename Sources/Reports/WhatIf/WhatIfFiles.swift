import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Tabular
import Wording

/// A comparison of scenarios as CSV with HXL tags and as GeoJSON.
package struct WhatIfFiles: Sendable {
  private let result: WhatIf
  private let corridor: MovementCorridor

  package init(_ result: WhatIf, _ corridor: MovementCorridor) {
    self.result = result
    self.corridor = corridor
  }

  private static let columns = [
    ("scenario", "#meta+scenario"), ("month", "#date+month"), ("measure", "#indicator+name"),
    ("place", "#loc+code"), ("country", "#country+code"), ("status", "#status+name"),
    ("item", "#indicator+item"), ("mean", "#indicator+mean+num"), ("q025", "#indicator+q025+num"),
    ("q10", "#indicator+q10+num"), ("q50", "#indicator+median+num"), ("q90", "#indicator+q90+num"),
    ("q975", "#indicator+q975+num"), ("difference_mean", "#indicator+difference+mean+num"),
    ("difference_q10", "#indicator+difference+q10+num"),
    ("difference_q90", "#indicator+difference+q90+num"),
  ]

  /// A row for each scenario, month and outcome; the second line holds the HXL tags.
  package var csv: String { sheet(.english).csv(hxl: true) }

  /// A row for each scenario, month and outcome.
  package func sheet(_ language: Language) -> TableSheet {
    var sheet = TableSheet.figures(
      language, WhatIfFiles.columns.map { TableSheet.Column($0.0, $0.1) } + TableSheet.Column.days)
    let countries = Dictionary(
      corridor.network.places.map { ($0.id, $0.country) }, uniquingKeysWith: { a, _ in a })
    for scenario in result.scenarios {
      for month in scenario.months {
        let days = Period(month.month).map(TableSheet.Cell.days) ?? [.empty, .empty]
        for outcome in month.outcomes {
          let value = outcome.value
          let numbers: [Double?] = [
            value.mean, value.q025, value.q10, value.q50, value.q90, value.q975,
            outcome.difference?.mean, outcome.difference?.q10, outcome.difference?.q90,
          ]
          let texts = [
            scenario.id, month.month, outcome.measure.rawValue, outcome.place ?? "",
            outcome.place.flatMap { countries[$0] } ?? "", outcome.status ?? "", outcome.item ?? "",
          ]
          sheet.add(texts.map { .words($0) } + numbers.map { .count($0) } + days)
        }
      }
    }
    sheet.add(.sources, .text(WhatIfReport.source))
    return sheet
  }

  /// The places as points (RFC 7946): for each scenario people by status in the last month, medians
  /// with the band of eight runs in ten.
  package func geoJSON() throws -> Data {
    struct Collection: Encodable {
      var type = "FeatureCollection"
      var features: [Feature]
    }
    struct Feature: Encodable {
      var type = "Feature"
      var geometry: Geometry
      var properties: Properties
    }
    struct Geometry: Encodable {
      var type = "Point"
      var coordinates: [Double]
    }
    struct Properties: Encodable {
      var id: String
      var name: String
      var nombre: String
      var country: String
      var kind: String
      var month: String
      var scenarios: [String: [String: [Double?]]]
    }
    let features = corridor.network.places.map { place in
      var scenarios: [String: [String: [Double?]]] = [:]
      for scenario in result.scenarios {
        for outcome in scenario.months.last?.outcomes ?? []
        where outcome.place == place.id && outcome.measure == .people {
          scenarios[scenario.id, default: [:]][outcome.status ?? ""] = [
            outcome.value.q10, outcome.value.q50, outcome.value.q90,
          ]
        }
      }
      return Feature(
        geometry: Geometry(coordinates: [place.longitude, place.latitude]),
        properties: Properties(
          id: place.id, name: place.name.en, nombre: place.name.es, country: place.country,
          kind: place.kind.rawValue, month: result.through, scenarios: scenarios))
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Collection(features: features))
  }
}
