import Foundation
import Hummingbird
import Periods
import Questions
import Reports
import Wording

/// What a report says, as the page shows it before its script runs, and to a reader without scripts. The
/// script finds the same content beside it and adds the charts.
struct ShownReport {
  struct Cell {
    var text: String
    var isWordy: Bool
  }
  struct Row {
    var header: String
    var cells: [Cell]
  }
  struct Table {
    var id, title, caption: String
    var columns: [Cell]
    var rows: [Row]
    var notes: [String]
  }
  struct Source {
    var publisher, title, published, licence: String
    /// Only an address of the web is made a link.
    var url: String?
  }

  var headline, knowledge, command: String
  var sentences: [String]
  var tables: [Table]
  var hasCautions, hasSources: Bool
  var cautions: [String]
  var sources: [Source]
  /// The content for the script; `nil` where it comes by an address of its own.
  var data: String?

  /// - Parameter withData: whether the script's content stands in the page.
  init(_ content: BriefContent, _ language: Language, withData: Bool = true) throws {
    (headline, knowledge) = (content.headline, content.knowledge)
    command = content.provenance.command
    sentences = content.summary.map(\.text)
    tables = content.tables.map(Table.init)
    (cautions, hasCautions) = (content.cautions, !content.cautions.isEmpty)
    hasSources = !content.sources.isEmpty
    sources = content.sources.map { source in
      Source(
        publisher: source.publisher, title: source.title,
        published: Day(source.published).map(language.day) ?? "", licence: source.licence,
        url: source.url.hasPrefix("https://") || source.url.hasPrefix("http://")
          ? source.url : nil)
    }
    data = withData ? try Pages.data(content) : nil
  }
}

extension ShownReport.Table {
  init(_ table: BriefContent.FigureTable) {
    func isWordy(_ column: Int) -> Bool {
      table.rows.contains { $0.cells.indices.contains(column) && $0.cells[column].text != nil }
    }
    (id, title, caption, notes) = (table.id, table.title, table.caption, table.notes)
    columns = table.columns.enumerated().map {
      .init(text: $1, isWordy: $0 > 0 && isWordy($0 - 1))
    }
    rows = table.rows.map { row in
      .init(
        header: row.header,
        cells: row.cells.map {
          .init(text: $0.figure?.display ?? $0.text ?? "", isWordy: $0.figure == nil)
        })
    }
  }
}

/// The answer with which a page opens, or why there is none.
struct OpeningAnswer {
  var report: ShownReport?
  var problem: PageFault?

  /// Answers a question of an address.
  ///
  /// - Parameters:
  ///   - complete: adds what comes by no address.
  ///   - content: what the page shows of an answer; `nil` for one that has no page.
  static func of<Asked: Question>(
    _ texts: InputTexts, _ site: Site, _ language: Language,
    complete: (inout Asked) -> Void = { _ in },
    content: (Asked.Answer, Asked, World) throws -> BriefContent?
  ) async throws -> OpeningAnswer {
    do {
      // An address of a page may have been kept since another version: what it does not know it leaves.
      var question = try Asked(texts, besides: Set(texts.names))
      complete(&question)
      let world = site.world(language)
      let answer = try await question.answer(in: world)
      return .init(
        report: try content(answer, question, world).map { try ShownReport($0, language) })
    } catch {
      return .init(problem: try PageFault(error, language))
    }
  }
}
