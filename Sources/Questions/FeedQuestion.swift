import Periods
import Record

/// What has happened to a series, for those who follow it.
package struct FeedQuestion: Question {
  package var words = ""
  /// How many of the last periods are looked at.
  package var periods = 24

  package init() {}

  package static let command = ["record", "feed"]
  package static let address = QuestionAddress.get("feed")
  package static let summary = "Show what is new in a series: figures, revisions, a late release."

  package static var inputs: [Input<Self>] {
    [
      .words(\.words, "A series' name (usbp-southwest), words, or dimension=label.").required,
      .option("periods", \.periods, "Last periods to look at.", .within(1...240)),
    ]
  }

  package func answer(in world: World) async throws -> SeriesNews {
    let store = try world.store()
    return try store.news(
      store.parser.selection(words), periods: periods, today: world.today, world.language)
  }
}
