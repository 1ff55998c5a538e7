import Periods

/// Sources in the tidy format (docs/data.md).
enum OracleTidy {
  private static let details = [
    "source", "dataset", "publisher", "title", "published", "usual_lag", "standing",
    "leaves_out_zeros", "covers", "span", "gaps", "counts", "rounded_to",
  ]

  /// One file with the tables of some sources.
  static func text(_ sources: [OracleSource]) -> String {
    let dimensions = OracleDimension.allCases.filter { dimension in
      sources.contains { $0.cells.contains { $0.labels[dimension] != nil } }
    }
    let header = ["measure"] + dimensions.map(\.rawValue) + ["period", "value"] + details
    var rows = [header]
    for source in sources {
      for (index, cell) in source.cells.enumerated() {
        let labels = dimensions.map { cell.labels[$0] ?? "" }
        let value = cell.value.map(String.init) ?? ""
        let details = index == 0 ? description(source) : laterRow(source)
        rows.append([OracleWords.measure] + labels + [cell.period.description, value] + details)
      }
    }
    return rows.map { $0.joined(separator: ",") + "\n" }.joined()
  }

  /// A source is described on its first row.
  private static func laterRow(_ source: OracleSource) -> [String] {
    [source.id] + Array(repeating: "", count: details.count - 1)
  }

  private static func description(_ source: OracleSource) -> [String] {
    let covers = source.extents.filter { $0.value.reach != .undeclared }
      .sorted { $0.key < $1.key }.map { "\($0.key.rawValue)=\($0.value.text)" }
    return [
      source.id, source.dataset, "Office of Tests", "Counts", source.published.description,
      source.usualLag.map(String.init) ?? "", source.isQuoted ? "quoted" : "",
      source.leavesOutZeros ? "true" : "", covers.joined(separator: " "),
      source.span?.description ?? "",
      source.gaps.map(\.description).joined(separator: "|"), source.counts,
      source.roundedTo.map(String.init) ?? "",
    ]
  }
}
