import Record

extension BriefContent.SourceNote {
  init(_ source: Source) {
    self.init(
      id: source.id, publisher: source.publisher, title: source.title, url: source.url,
      published: source.published.description, licence: source.licence, sha256: source.sha256,
      note: source.note)
  }
}
