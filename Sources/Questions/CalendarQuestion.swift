import Periods
import Record

/// When each dataset was last released, when the next release is due, and what is late.
package struct CalendarQuestion: Question {
  /// Whether only what is late is listed.
  package var late = false

  package init() {}

  package static let command = ["record", "calendar"]
  package static let address = QuestionAddress.get("calendar")
  package static let summary = "Show when each dataset is released next, and what is late."

  package static var inputs: [Input<Self>] {
    [.flag("late", \.late, "List only what is late.")]
  }

  package func answer(in world: World) async throws -> ReleaseCalendar {
    var calendar = try world.store().releaseCalendar(today: world.today, world.language)
    if late {
      calendar.datasets.removeAll { !$0.late }
      calendar.series.removeAll { $0.age?.late != true }
    }
    return calendar
  }
}
