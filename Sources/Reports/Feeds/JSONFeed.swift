import Record

/// The news of a series in the form of JSON Feed 1.1 (https://jsonfeed.org/version/1.1).
package struct JSONFeed: Encodable, Sendable {
  var version = "https://jsonfeed.org/version/1.1"
  var title: String
  var description: String?
  var feedUrl: String?
  var homePageUrl: String?
  var items: [Item]

  struct Item: Encodable, Sendable {
    var id: String
    var title: String
    var contentText: String
    var datePublished: String
    var tags: [String]
  }

  package init(_ news: SeriesNews, address: String? = nil, page: String? = nil) {
    title = news.title
    description = news.age?.sentence
    (feedUrl, homePageUrl) = (address, page)
    items = news.items.map { item in
      Item(
        id: FeedName.of(item, news), title: item.text,
        contentText: item.source.map { "\(item.text) (\($0))" } ?? item.text,
        datePublished: FeedName.time(item.day), tags: [item.kind.rawValue])
    }
  }

  /// - Throws: what the encoder throws.
  package var text: String {
    get throws { String(decoding: try AnswerJSON.data(self), as: UTF8.self) }
  }
}
