import Foundation
import Periods
import Reports
import Testing

/// The calendar file against RFC 5545.
@Suite struct CalendarFileTests {
  private static func file(_ summary: String, _ description: String = "", url: String = "") throws
    -> String
  {
    ICalendar(
      name: "Releases", stamp: try #require(Day("2026-11-27")),
      events: [
        .init(
          id: "test-counts-2026-10", day: try #require(Day("2026-12-31")), summary: summary,
          description: description, url: url)
      ]
    ).text
  }

  /// Lines end with CR LF and have at most 75 bytes; what is more follows a space, and comes back whole (3.1).
  @Test func `long lines are folded between characters`() throws {
    let summary = String(repeating: "ñandú áéíóú – ", count: 30)
    let text = try Self.file(summary)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.last == "")
    #expect(!lines.dropLast().contains { $0.contains("\n") || $0.contains("\r") })
    #expect(lines.allSatisfy { $0.utf8.count <= 75 })
    #expect(text.replacing("\r\n ", with: "").contains("SUMMARY:" + summary))
  }

  /// Backslash, semicolon, comma and the end of a line are escaped (3.3.11); a line break in a text must not begin
  /// a property of its own.
  @Test func `text is escaped`() throws {
    let text = try Self.file("a,b;c\\d\nATTENDEE:x", url: "https://example.org/\r\nATTENDEE:y")
    #expect(text.contains("SUMMARY:a\\,b\\;c\\\\d\\nATTENDEE:x\r\n"))
    #expect(!text.contains("\r\nATTENDEE"))
    #expect(!text.contains("URL:"))
  }

  /// The event of a day ends on the day after it (3.6.1), here in the next year.
  @Test func `an event is of a whole day`() throws {
    let text = try Self.file("x", url: "https://example.org/a")
    for line in [
      "BEGIN:VCALENDAR", "VERSION:2.0", "UID:test-counts-2026-10@trocha",
      "DTSTAMP:20261127T000000Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
      "URL:https://example.org/a", "END:VEVENT",
    ] {
      #expect(text.contains(line + "\r\n"), "\(line)")
    }
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
  }
}
