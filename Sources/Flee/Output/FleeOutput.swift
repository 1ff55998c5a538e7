import Tabular

/// The files of results: those of a run in FLEE's format, those of an ensemble in Trocha's.
public enum FleeOutput {
  /// The text of `out.csv`, with FLEE's columns: for each day the simulated and counted people of each
  /// camp and their relative difference, then the totals. Without counts the columns about them are left
  /// out.
  public static func out(_ run: SimulationRun) -> String {
    let instance = run.instance
    let validation = Validation(run)
    let camps = validation?.camps ?? run.days.first?.camps ?? []
    let names = camps.map { instance.places[$0].name }
    var header = ["Day", "Date"]
    for name in names {
      header +=
        validation == nil ? ["\(name) sim"] : ["\(name) sim", "\(name) data", "\(name) error"]
    }
    if validation != nil { header += ["Total error", "refugees in camps (UNHCR)"] }
    header.append("total refugees (simulation)")
    if validation != nil { header.append("raw UNHCR refugee count") }
    header += ["refugees in camps (simulation)", "refugee_debt"]
    if instance.settings.showsIDPTotal { header.append("total IDPs") }
    var writer = CSVWriter(header: header)
    for (day, result) in run.days.enumerated() {
      writer.write(row(day, result, camps, validation, instance))
    }
    return writer.text
  }

  private static func row(
    _ day: Int, _ result: DayResult, _ camps: [Int], _ validation: Validation?,
    _ instance: FleeInstance
  ) -> [String] {
    // FLEE writes the date of the following day.
    var row = ["\(day)", "\(instance.start.adding(days: day + 1))"]
    var counted = 0
    for (index, camp) in camps.enumerated() {
      row.append("\(result.atPlaces[camp])")
      guard let validation else { continue }
      let data = validation.counted[index][day]
      counted += data
      row += ["\(data)", relativeError(result.atPlaces[camp], data)]
    }
    if let validation { row += ["\(validation.totalError[day])", "\(counted)"] }
    row.append("\(result.people - result.gone)")
    if let validation { row.append("\(validation.countedRaw[day])") }
    row += ["\(camps.reduce(0) { $0 + result.atPlaces[$1] })", "\(result.debt)"]
    if instance.settings.showsIDPTotal {
      row.append("\(result.idpCamps.reduce(0) { $0 + result.atPlaces[$1] })")
    }
    return row
  }

  /// The difference relative to the count, to four decimals; 0 where nobody was counted.
  private static func relativeError(_ simulated: Int, _ counted: Int) -> String {
    guard counted > 0 else { return "0.0" }
    let error = abs(Double(simulated) / Double(counted) - 1)
    return "\((error * 10_000).rounded() / 10_000)"
  }

  /// The text of `places.csv`: for each day every place and `(on the road)` with the people there at the end
  /// of the day.
  ///
  /// - Parameter write: called with each day's lines, line ends included.
  public static func places(_ run: SimulationRun, write: (String) -> Void) {
    let names = run.instance.places.map { CSVWriter.field($0.name) }
    write("day,place,people\n")
    for (day, result) in run.days.enumerated() {
      var lines = ""
      for (name, people) in zip(names, result.atPlaces) { lines += "\(day),\(name),\(people)\n" }
      write(lines + "\(day),(on the road),\(result.onTheRoad)\n")
    }
  }

  /// The text of `roads.csv`: for each day the roads on which anybody is at the end of the day, with the
  /// people on them in both directions.
  ///
  /// - Parameter write: called with each day's lines, line ends included.
  public static func roads(_ run: SimulationRun, write: (String) -> Void) {
    let names = run.instance.places.map { CSVWriter.field($0.name) }
    write("day,place,other_place,people\n")
    for (day, result) in run.days.enumerated() {
      var lines = ""
      for (link, people) in zip(run.links, result.onLinks) where people > 0 {
        lines += "\(day),\(names[link.from]),\(names[link.to]),\(people)\n"
      }
      write(lines)
    }
  }

  /// The text of `ensemble.csv`: for each day, each place and `(on the road)` the mean, the variance and
  /// the quantiles over the runs of the people there at the end of the day.
  ///
  /// - Parameters:
  ///   - statistics: those of an ensemble of the instance.
  public static func ensemble(_ statistics: EnsembleStatistics, _ instance: FleeInstance) -> String
  {
    var writer = CSVWriter(
      header: [
        "day", "place", "mean", "variance", "q025", "q10", "q50", "q90", "q975", "runs",
      ])
    let names = instance.places.map(\.name) + ["(on the road)"]
    for day in 0..<statistics.days {
      for (column, name) in names.enumerated() {
        var row = ["\(day)", name]
        row.append(CSVWriter.number(statistics.mean(day: day, column: column)))
        row.append(CSVWriter.number(statistics.variance(day: day, column: column)))
        row += statistics.quantiles(day: day, column: column).map(CSVWriter.number)
        row.append("\(statistics.runs)")
        writer.write(row)
      }
    }
    return writer.text
  }
}
