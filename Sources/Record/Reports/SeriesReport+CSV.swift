import Tabular

extension SeriesReport {
  /// A row for each observation, with tags of the HXL standard 1.1 (https://hxlstandard.org) under
  /// the header when they are asked for.
  package func csv(hxl: Bool) -> String {
    var writer = CSVWriter(header: [
      "series", "period", "value", "hedge", "basis", "published", "stand_in", "sources", "note",
    ])
    if hxl {
      writer.write([
        "#indicator+code", "#date+period", "#indicator+value+num", "#meta+hedge", "#meta+basis",
        "#date+published", "#meta+stand_in", "#meta+source", "#description",
      ])
    }
    for observation in observations {
      writer.write([
        series, observation.period.description,
        observation.value.map(CSVWriter.number) ?? "", observation.exactness.rawValue,
        observation.basis, observation.published?.description ?? "",
        observation.standIn ? "yes" : "no", observation.sources.joined(separator: "|"),
        observation.note,
      ])
    }
    return writer.text
  }
}
