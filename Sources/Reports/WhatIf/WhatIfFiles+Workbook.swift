import CorridorModel
import Corridors
import Foundation
import Periods
import Record
import Wording

extension WhatIfFiles {
  /// A comparison of scenarios as a workbook.
  ///
  /// - Parameters:
  ///   - note: the source note of the simulation, with the checksum of the corridor's files.
  ///   - asked: the day of the question.
  /// - Throws: a `WorkbookFault`.
  package func workbook(
    _ content: BriefContent, _ vocabulary: Vocabulary, _ language: Language, asked: Day
  ) throws -> Data {
    let sources = content.sources.map { note in
      SourceReport(
        Source(
          id: note.id, dataset: note.id, publisher: note.publisher, title: note.title,
          url: note.url, licence: note.licence,
          published: Period(note.published)?.last ?? asked, sha256: note.sha256, note: note.note))
    }
    let origin = AnswerOrigin(
      title: content.title + ": " + content.headline, maker: .trocha, sources: sources,
      asOf: content.asOf.flatMap { Day($0) }, newest: nil,
      command: content.provenance.command, version: content.provenance.version,
      language: language)
    return try origin.workbook(sheet(language), vocabulary, asked: asked)
  }
}
