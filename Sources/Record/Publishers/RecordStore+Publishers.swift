import Foundation
import GRDB
import Periods

/// What a record holds of one dataset of a publisher's table.
package struct HeldDataset: Sendable, Hashable {
  package var dataset: String
  /// The release that reaches furthest.
  package var source: Source.ID
  /// Last day that its figures are about.
  package var newest: Day
  package var published: Day
}

extension RecordStore {
  /// What is held of a table, dataset by dataset; datasets of which nothing is held are left out.
  ///
  /// A table whose releases other tables may share is told by ``PublisherCatalogue/owns(_:_:)``.
  package func held(
    _ table: PublishedTable, in catalogue: PublisherCatalogue, sources: [SourceSummary]
  ) -> [HeldDataset] {
    table.datasets.compactMap { dataset in
      sources.compactMap { summary -> HeldDataset? in
        guard summary.source.dataset == dataset, catalogue.owns(table, summary.source),
          let coverage = summary.coverage
        else { return nil }
        return HeldDataset(
          dataset: dataset, source: summary.source.id, newest: coverage.last,
          published: summary.source.published)
      }.max { ($0.newest, $0.published) < ($1.newest, $1.published) }
    }
  }

  /// Copies the record as it is to a new file, with the words taught to it, so that something can be tried
  /// without changing it.
  package func copy(to path: String) throws {
    do {
      let queue = try DatabaseQueue(path: path)
      try pool.backup(to: queue)
      try queue.close()
    } catch let error as DatabaseError {
      throw RecordError.cannotOpen(path: path, reason: RecordError.words(for: error))
    }
    let words = try OwnWords(record: self.path).path
    if FileManager.default.fileExists(atPath: words) {
      try FileManager.default.copyItem(atPath: words, toPath: try OwnWords(record: path).path)
    }
  }
}
