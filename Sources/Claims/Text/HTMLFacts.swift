import Foundation
import Periods

/// What a page says of itself: its headline and the day that it was published.
struct HTMLFacts {
  /// The headline that is read.
  private(set) var headline: String?
  private var isHeadlineInArticle = false
  private var socialTitle: String?
  private var title: String?
  private var published: [Source: DocumentDay] = [:]
  private var structured = StructuredDays()
  private var times: [(day: Day, at: Int)] = []

  /// Where a day stands, the surest first.
  private enum Source: Int, CaseIterable {
    case articleMeta, structured, item, otherMeta, time
  }

  private static let metaNames: [String: Source] = [
    "article:published_time": .articleMeta, "og:article:published_time": .articleMeta,
    "og:published_time": .articleMeta, "datepublished": .item, "pubdate": .otherMeta,
    "publishdate": .otherMeta, "publish-date": .otherMeta, "publication_date": .otherMeta,
    "parsely-pub-date": .otherMeta, "sailthru.date": .otherMeta, "date": .otherMeta,
    "dc.date": .otherMeta, "dc.date.issued": .otherMeta, "dcterms.date": .otherMeta,
    "dcterms.issued": .otherMeta, "dcterms.created": .otherMeta,
  ]

  /// A `time` this far down the text, in bytes, is one of the events that it reports.
  private static let bylineReach = 1000

  /// The headline, or else what the page is called.
  var name: String? { headline ?? socialTitle ?? title }

  /// The day of publication, where the page says it once.
  var day: DocumentDay? {
    for source in Source.allCases {
      switch source {
      case .structured: if let day = structured.day { return day }
      case .time: if let day = timeDay { return day }
      default: if let day = published[source] { return day }
      }
    }
    return nil
  }

  private var timeDay: DocumentDay? {
    guard let first = times.first else { return nil }
    let agree = times.allSatisfy { $0.day == first.day }
    guard agree || first.at < HTMLFacts.bylineReach else { return nil }
    return DocumentDay(first.day, from: .document, words: "<time>")
  }

  mutating func takeHeadline(_ words: String, inArticle: Bool) {
    let words = HTMLFacts.tidy(words)
    guard !words.isEmpty, headline == nil || inArticle && !isHeadlineInArticle else { return }
    headline = words
    isHeadlineInArticle = inArticle
  }

  /// A script or a title with its content.
  mutating func take(_ tag: HTMLTag, _ input: [UInt8], _ content: Range<Int>) {
    switch tag.name {
    case "title" where title == nil:
      let end = min(content.upperBound, content.lowerBound + 1024)
      let words = HTMLFacts.tidy(HTMLScanner.unescaped(input, content.lowerBound..<end))
      if !words.isEmpty { title = words }
    case "script" where tag["type"].lowercased().hasPrefix("application/ld+json"):
      structured.take(input[content])
    default: break
    }
  }

  mutating func takeMeta(_ tag: HTMLTag) {
    guard tag.name == "meta", !tag["content"].isEmpty else { return }
    for key in [tag["property"], tag["name"], tag["itemprop"]].map({ $0.lowercased() }) {
      if ["og:title", "twitter:title"].contains(key), socialTitle == nil {
        socialTitle = HTMLFacts.tidy(tag["content"])
      }
      guard let source = HTMLFacts.metaNames[key] else { continue }
      add(tag["content"], source, key == "datepublished" ? "datePublished" : key)
    }
  }

  /// An element of the article: a `time` or what is marked as its day.
  mutating func take(_ tag: HTMLTag, at offset: Int) {
    let item = tag["itemprop"].lowercased()
    guard tag.name == "time" || item == "datepublished", tag.has("datetime") else { return }
    let names = (tag["class"] + " " + item).lowercased()
    if ["updated", "modified", "actualiza"].contains(where: names.contains) { return }
    if item == "datepublished" || tag.has("pubdate") {
      add(tag["datetime"], .item, item == "datepublished" ? "datePublished" : "<time>")
    } else if let day = WrittenDay.day(tag["datetime"]) {
      times.append((day, offset))
    }
  }

  private mutating func add(_ value: String, _ source: Source, _ words: String) {
    guard published[source] == nil, let day = WrittenDay.day(value) else { return }
    published[source] = DocumentDay(day, from: .document, words: words)
  }

  private static func tidy(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

/// Days of publication in JSON-LD (https://schema.org/datePublished): that of the article, where the
/// page is about one.
struct StructuredDays {
  private var articles: Set<Day> = []
  private var pages: Set<Day> = []

  var day: DocumentDay? {
    let days = articles.isEmpty ? pages : articles
    guard days.count == 1, let day = days.first else { return nil }
    return DocumentDay(day, from: .document, words: "datePublished")
  }

  mutating func take(_ json: ArraySlice<UInt8>) {
    // Damaged data say nothing, and what is nested very deep is damaged to the reader.
    guard let value = try? JSONSerialization.jsonObject(with: Data(json)) else { return }
    for thing in value as? [Any] ?? [value] {
      guard let thing = thing as? [String: Any] else { continue }
      take(thing)
      for part in thing["@graph"] as? [Any] ?? [] {
        if let part = part as? [String: Any] { take(part) }
      }
    }
  }

  private mutating func take(_ thing: [String: Any]) {
    guard let text = thing["datePublished"] as? String, let day = WrittenDay.day(text) else {
      return
    }
    let types = thing["@type"] as? [String] ?? [thing["@type"] as? String ?? ""]
    if types.contains(where: {
      $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report"
    }
    ) {
      articles.insert(day)
    } else if types.contains(where: { $0.hasSuffix("Page") }) {
      pages.insert(day)
    }
  }
}
