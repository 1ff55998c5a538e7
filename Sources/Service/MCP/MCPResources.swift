import Foundation
import Questions
import Record
import Reports

/// Lists of what the record holds, for an assistant that has to know what it can ask for.
enum MCPResource: String, CaseIterable {
  case series, measures, sources

  var address: String { "trocha://\(rawValue)" }

  private var description: String {
    switch self {
    case .series:
      "The named series, with their first and last period and their last figure: `trocha record list --json`."
    case .measures: "What can be counted: `trocha record list --measures --json`."
    case .sources: "Where the figures come from: `trocha record sources --json`."
    }
  }

  static var list: JSONValue {
    .list(
      allCases.map { resource in
        [
          "uri": .text(resource.address), "name": .text(resource.rawValue),
          "description": .text(resource.description), "mimeType": "application/json",
        ]
      })
  }

  /// The content at an address, as the command writes it.
  ///
  /// - Throws: an ``RPCFault`` where nothing is at the address; a `RecordError`.
  static func content(at address: JSONValue?, in world: World) throws -> JSONValue {
    guard let resource = allCases.first(where: { .text($0.address) == address }) else {
      throw RPCFault(
        .resourceNotFound,
        "There is nothing at this address. What is held: "
          + allCases.map(\.address).joined(separator: ", ") + ".",
        data: ["uri": .text(String((address?.text ?? "").prefix(200)))])
    }
    let store = try world.store()
    let data =
      switch resource {
      case .series: try AnswerJSON.data(try store.seriesEntries(asOf: nil, world.language))
      case .measures:
        try AnswerJSON.data(store.vocabulary.measures.map { MeasureEntry($0, world.language) })
      case .sources: try AnswerJSON.data(store.sources().map { SourceReport($0) })
      }
    return [
      [
        "uri": .text(resource.address), "mimeType": "application/json",
        "text": .text(String(decoding: data, as: UTF8.self)),
      ]
    ]
  }
}
