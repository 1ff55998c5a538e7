import Periods

/// A calendar file (RFC 5545) of all-day events.
package struct ICalendar: Sendable {
  package struct Event: Sendable {
    /// Stays the same from one file to the next, so that a program which has the event moves it.
    package var id: String
    package var day: Day
    package var summary: String
    package var description: String
    package var url: String

    package init(id: String, day: Day, summary: String, description: String, url: String) {
      (self.id, self.day, self.summary) = (id, day, summary)
      (self.description, self.url) = (description, url)
    }
  }

  private let name: String
  private let stamp: Day
  private let events: [Event]

  /// - Parameter stamp: the day the file is of.
  package init(name: String, stamp: Day, events: [Event]) {
    (self.name, self.stamp, self.events) = (name, stamp, events)
  }

  package var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Trocha//Release calendar//EN",
      "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:" + ICalendar.escaped(name),
    ]
    for event in events {
      lines += [
        "BEGIN:VEVENT", "UID:\(event.id)@trocha", "DTSTAMP:\(ICalendar.date(stamp))T000000Z",
        "DTSTART;VALUE=DATE:\(ICalendar.date(event.day))",
        // The end of a day's event is the day after it (RFC 5545, 3.6.1).
        "DTEND;VALUE=DATE:\(ICalendar.date(event.day.adding(days: 1)))",
        "SUMMARY:" + ICalendar.escaped(event.summary),
        "DESCRIPTION:" + ICalendar.escaped(event.description),
      ]
      if ICalendar.isAddress(event.url) { lines.append("URL:" + event.url) }
      lines += ["TRANSP:TRANSPARENT", "END:VEVENT"]
    }
    lines.append("END:VCALENDAR")
    return lines.map(ICalendar.folded).joined()
  }

  private static func date(_ day: Day) -> String {
    day.description.replacing("-", with: "")
  }

  /// Text as a value (RFC 5545, 3.3.11); other control characters have no place in it.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", ";", ",": escaped += "\\" + String(scalar)
      case "\n": escaped += "\\n"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// An address that ends no line and begins no other property.
  private static func isAddress(_ text: String) -> Bool {
    (text.hasPrefix("https://") || text.hasPrefix("http://"))
      && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// A line of at most 75 bytes, what is more on lines that begin with a space (RFC 5545, 3.1), with its end.
  /// No character is cut.
  static func folded(_ line: String) -> String {
    var text = ""
    var size = 0
    for character in line.unicodeScalars {
      let bytes = String(character).utf8.count
      if size + bytes > 75 {
        text += "\r\n "
        size = 1
      }
      text.unicodeScalars.append(character)
      size += bytes
    }
    return text + "\r\n"
  }
}
