import CorridorModel
import Corridors
import Forecasting
import Periods
import Record

/// Takes from the record what the simulation of a corridor needs.
package struct CorridorFigures {
  private let store: RecordStore
  private let asOf: Day?

  package init(_ store: RecordStore, asOf: Day? = nil) {
    self.store = store
    self.asOf = asOf
  }

  /// Monthly figures of the corridor's counts, and deaths for each passage.
  ///
  /// - Throws: a question that the record does not understand.
  package func record(for corridor: MovementCorridor) throws -> CorridorRecord {
    var counts: [String: [Period: Double]] = [:]
    for count in corridor.plan.counts { counts[count.id] = try months(count.series) }
    var hazards: [String: Double] = [:]
    for hazard in corridor.plan.hazards {
      hazards[hazard.id] = try ratio(hazard.deaths, hazard.passages)
    }
    return CorridorRecord(counts: counts, hazards: hazards)
  }

  /// As above, with the outlooks of the counts.
  package func recordWithOutlooks(
    for corridor: MovementCorridor
  ) throws -> CorridorRecord {
    var record = try record(for: corridor)
    let given = Set(corridor.plan.entries.compactMap(\.count))
    for count in corridor.plan.counts where record.counts[count.id]?.isEmpty == false {
      do {
        let paths = try OutlookPaths.make(
          SeriesHistory(count.series, store), LearnedHistory.of(store), months: LearnedStep.months,
          asOf: asOf)
        let outlook = EntryOutlook(
          first: Period.month(of: paths.origin.first.adding(months: 1)), draws: paths.draws)
        if given.contains(count.id) {
          record.outlooks[count.id] = outlook
        } else {
          record.levels[count.id] = outlook
        }
      } catch is OutlookError {
        // Too short for an outlook: entries go on as a random walk, another count by the model alone.
      }
    }
    return record
  }

  private func months(_ query: String) throws -> [Period: Double] {
    let selection = try store.parser.selection(query)
    do {
      let timeline = try store.timeline(selection, asOf: asOf)
      var months: [Period: Double] = [:]
      for observation in timeline.observations(every: .month) where !observation.isPartial {
        months[observation.period] = observation.value
      }
      return months
    } catch QuestionError.nothingFound {
      return [:]
    }
  }

  /// Events for each passage over the months in which both are known.
  private func ratio(_ events: String, _ passages: String) throws -> Double {
    let (events, passages) = (try months(events), try months(passages))
    var (sum, of) = (0.0, 0.0)
    for (month, number) in passages {
      guard let count = events[month] else { continue }
      sum += count
      of += number
    }
    return of > 0 ? sum / of : 0
  }
}
