import Periods
import Record

/// The news of a series as an Atom feed (RFC 4287).
package struct AtomFeed {
  private let news: SeriesNews
  /// Where the feed is found; `nil` for a file.
  private let address: String?
  /// Where a reader finds the series; `nil` for a file.
  private let page: String?

  package init(_ news: SeriesNews, address: String? = nil, page: String? = nil) {
    (self.news, self.address, self.page) = (news, address, page)
  }

  package var text: String {
    var lines = [
      #"<?xml version="1.0" encoding="utf-8"?>"#, #"<feed xmlns="http://www.w3.org/2005/Atom">"#,
      "<id>\(FeedName.of(news))</id>", "<title>\(AtomFeed.escaped(news.title))</title>",
      "<updated>\(FeedName.time(news.updated))</updated>",
      "<author><name>Trocha</name></author>", "<generator>Trocha</generator>",
    ]
    if let age = news.age { lines.append("<subtitle>\(AtomFeed.escaped(age.sentence))</subtitle>") }
    if let address {
      lines.append(#"<link rel="self" href="\#(AtomFeed.escaped(address))"/>"#)
    }
    if let page { lines.append(#"<link rel="alternate" href="\#(AtomFeed.escaped(page))"/>"#) }
    for item in news.items {
      lines += [
        "<entry>", "<id>\(FeedName.of(item, news))</id>",
        "<title>\(AtomFeed.escaped(item.text))</title>",
        "<updated>\(FeedName.time(item.day))</updated>",
        #"<category term="\#(item.kind.rawValue)"/>"#,
        #"<content type="text">\#(AtomFeed.escaped(item.said))</content>"#, "</entry>",
      ]
    }
    return (lines + ["</feed>"]).joined(separator: "\n") + "\n"
  }

  /// Text in an element or an attribute; what XML 1.0 has no place for is left out.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped += " "
      case _ where scalar.value < 0x20 || (0xFFFE...0xFFFF).contains(scalar.value): break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

/// Names and times of feeds, the same in both forms.
enum FeedName {
  /// A tag URI (RFC 4151) of a name that nobody can own.
  static func of(_ news: SeriesNews) -> String { "tag:trocha.invalid,2026:" + encoded(news.series) }

  static func of(_ item: SeriesNews.Item, _ news: SeriesNews) -> String {
    of(news) + "/" + encoded(item.id)
  }

  /// The beginning of a day (RFC 3339).
  static func time(_ day: Day) -> String { "\(day)T00:00:00Z" }

  /// Letters, digits and the few signs that an address may have anywhere; others by their bytes.
  private static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let character = Character(Unicode.Scalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber)
      if isPlain || "-._~/".contains(character) { return String(character) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}

extension SeriesNews {
  /// The day of the latest of the news; of none the day they were asked for.
  var updated: Day { items.first?.day ?? on }
}

extension SeriesNews.Item {
  /// With where it comes from.
  fileprivate var said: String { source.map { "\(text) (\($0))" } ?? text }
}
