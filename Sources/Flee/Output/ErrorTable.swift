import Tabular

/// The table of `--errors`: a row for each run, with what is its own and how far it is from the counts.
package enum ErrorTable {
  /// The text of the table: `run`, `row` of the design from 1, the settings that differ between runs,
  /// `counted_elsewhere` and `error_as_flee` of ``RunErrors``, and for each camp its own error.
  ///
  /// - Parameter statistics: those of the ensemble or of a part of it.
  package static func csv(_ ensemble: Ensemble, _ statistics: EnsembleStatistics) -> String {
    let instance = ensemble.instance
    let none = instance.places.map { _ in 0.0 }
    let camps = Validation(instance, [none])?.camps ?? []
    var header = ["run"] + (ensemble.design == nil ? [] : ["row"])
    header += (ensemble.design?.columns ?? []) + ensemble.variations.map(\.key)
    header += ["counted_elsewhere", "error_as_flee"]
    header += camps.map { "\(instance.places[$0].name) error" }
    var writer = CSVWriter(header: header)
    for (position, errors) in statistics.errors.enumerated() {
      let run = statistics.shard.run(at: position)
      var row = ["\(run)"]
      if let design = ensemble.design, let number = ensemble.row(ofRun: run) {
        row.append("\(number + 1)")
        row += design.fields(row: number)
      }
      row += ensemble.draws(ofRun: run).map(CSVWriter.number)
      row += [errors.countedElsewhere.map { "\($0)" } ?? "", "\(errors.asFLEE)"]
      row += errors.byCamp.map { $0.map { "\($0)" } ?? "" }
      writer.write(row)
    }
    return writer.text
  }
}
