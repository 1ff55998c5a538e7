import Foundation
import Periods
import Record
import Reports
import Tabular

/// A question whose answer can be cited.
package protocol CitedQuestion: Question {
  func origin(of answer: Answer, in world: World) throws -> AnswerOrigin
}

/// A question whose answer is a table: CSV, and a workbook with its sources.
package protocol TabledQuestion: CitedQuestion {
  func table(of answer: Answer, in world: World) throws -> TableSheet
}

/// A question whose answer can be drawn.
package protocol DrawnQuestion: CitedQuestion {
  /// - Throws: a `PictureFault` where there is nothing to draw.
  func chart(of answer: Answer, in world: World) throws -> BriefContent.Chart
}

extension CitedQuestion {
  /// - Parameter asked: the day of the question.
  package func citation(
    of answer: Answer, _ form: Citation.Form, in world: World, asked: Day = .today
  ) throws -> String {
    try Citation(origin(of: answer, in: world), asked: asked).written(form)
  }

  /// The sources by their names, with what they cover.
  func described(_ ids: some Sequence<String>, _ world: World) throws -> [SourceReport] {
    try world.store().described(Set(ids))
  }
}

extension TabledQuestion {
  /// - Throws: a `WorkbookFault`.
  package func workbook(
    of answer: Answer, in world: World, asked: Day = .today
  ) throws -> Data {
    try origin(of: answer, in: world).workbook(
      table(of: answer, in: world), world.store().vocabulary, asked: asked)
  }
}

extension DrawnQuestion {
  /// - Throws: a `PictureFault`, or a `ScriptLibrariesMissing`.
  package func picture(of answer: Answer, in world: World) throws -> ChartPicture {
    ChartPicture(try chart(of: answer, in: world), try origin(of: answer, in: world))
  }
}
