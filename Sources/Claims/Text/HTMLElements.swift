/// What the elements of HTML are to someone who reads an article.
enum HTMLElements {
  /// Elements that begin and end a paragraph.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav",
    "ol", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "title", "tr", "ul",
  ]

  /// Whether an element may hold blocks: a site's own elements, which have a hyphen, may.
  static func isContainer(_ name: String) -> Bool { blocks.contains(name) || name.contains("-") }

  /// Elements whose content is no markup.
  static let raw: Set<String> = [
    "script", "style", "iframe", "textarea", "title", "noembed", "noframes", "xmp",
  ]

  /// Elements without content.
  static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  /// Elements whose content no reader sees as words.
  static let silent: Set<String> = [
    "template", "noscript", "svg", "math", "object", "select", "datalist", "canvas", "audio",
    "video", "head", "button",
  ]

  /// Elements that a site puts around its articles.
  static let chrome: Set<String> = ["nav", "aside", "footer", "menu", "dialog", "search"]

  private static let chromeRoles: Set<String> = [
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar",
    "dialog", "alertdialog",
  ]

  /// Elements that may stand in a head.
  static let ofHead: Set<String> = [
    "title", "meta", "link", "script", "style", "base", "noscript", "template", "head",
  ]

  /// The nearest open element that one of these ends, unless one of the others stands between.
  static let implied: [String: (ends: [String], within: [String])] = [
    "li": (["li"], ["ul", "ol", "menu"]), "dt": (["dt", "dd"], ["dl"]),
    "dd": (["dt", "dd"], ["dl"]), "tr": (["tr"], ["table"]),
    "td": (["td", "th"], ["tr", "table"]),
    "th": (["td", "th"], ["tr", "table"]), "option": (["option"], ["select", "datalist"]),
  ]

  /// Elements whose walls the end tag of another element does not pass.
  static let walls = ["td", "th", "caption", "table"]

  /// Whether an element is left out by what it is, whatever a site calls it.
  static func isLeftOut(_ tag: HTMLTag) -> Bool {
    if silent.contains(tag.name) || chrome.contains(tag.name) { return true }
    if tag.has("hidden") { return true }
    if tag.name == "blockquote", tag["type"].lowercased() == "cite" { return true }
    if chromeRoles.contains(tag["role"].lowercased()) { return true }
    let style = tag["style"].lowercased().filter { !$0.isWhitespace }
    return style.contains("display:none") || style.contains("visibility:hidden")
  }
}

/// What sites call the things around an article, in classes and ids.
enum HTMLNames {
  enum Meaning {
    case article
    /// Around an article, unless the headline or the main part turns out to be within.
    case around
    case never
  }

  /// Words that name, at the beginning or the end of a class or id, what is never of the article.
  private static let neverWords: Set<String> = [
    "ad", "ads", "advert", "advertisement", "advertising", "comments", "consent", "cookie",
    "cookies", "disqus", "gdpr", "lightbox", "modal", "newsletter", "onetrust", "outbrain",
    "paywall", "popup", "publicidad", "sponsored", "subscribe", "suscripcion", "taboola",
  ]
  private static let aroundWords: Set<String> = [
    "addtoany", "banner", "breadcrumb", "breadcrumbs", "copyright", "footer", "masthead", "menu",
    "nav",
    "navbar", "navigation", "promo", "promos", "recirc", "recommendations", "recommended",
    "related", "relacionada", "relacionadas", "relacionado", "relacionados", "share", "sharing",
    "sidebar", "toolbar", "trending",
  ]
  private static let neverNames: Set<String> = [
    "gmail_signature", "gmail_quote", "moz-signature", "moz-cite-prefix", "yahoo_quoted",
    "visually-hidden", "visuallyhidden", "sr-only", "screen-reader-text", "is-hidden", "preheader",
    "skip-link", "skip-to-content",
  ]
  private static let aroundNames: Set<String> = [
    "also-read", "jp-relatedposts", "lea-tambien", "lee-tambien", "le-puede-interesar",
    "te-puede-interesar",
    "mas-leidas", "mas-leidos", "lo-mas-leido", "more-news", "more-stories", "most-popular",
    "most-read", "popular-posts", "read-also", "sharedaddy", "read-more", "read-next", "see-also",
    "site-header", "social-links", "social-media", "tag-list", "tags", "top-bar", "up-next",
    "ver-tambien", "you-may-like",
  ]
  /// A page that has a sidebar, or has none, is no sidebar.
  private static let wrapping: Set<String> = [
    "has", "with", "no", "not", "without", "layout", "js",
  ]

  /// Elements that are the article, or hold it, whatever they are called.
  static let holdArticles: Set<String> = ["html", "body", "main", "article", "h1"]

  static func meaning(of tag: HTMLTag) -> Meaning {
    guard !holdArticles.contains(tag.name) else { return .article }
    var meaning = Meaning.article
    let classes = tag["class"].lowercased().split(whereSeparator: \.isWhitespace)
    if isHidden(classes) { return .never }
    // An element of a site's own has a name with a hyphen.
    let own = tag.name.contains("-") ? [tag.name[...]] : []
    for name in classes + [tag["id"].lowercased()[...]] + own {
      switch self.meaning(name) {
      case .never: return .never
      case .around: meaning = .around
      case .article: break
      }
    }
    return meaning
  }

  /// "hidden" and "d-none" are taken back for wide screens by "md:block" and "d-md-block".
  private static func isHidden(_ classes: [Substring]) -> Bool {
    guard classes.contains("hidden") || classes.contains("d-none") else { return false }
    return !classes.contains { $0.contains(":") || $0.hasPrefix("d-") && $0 != "d-none" }
  }

  private static func meaning(_ name: Substring) -> Meaning {
    let plain = String(name).replacing("__", with: "-")
    if neverNames.contains(plain) { return .never }
    if aroundNames.contains(plain) { return .around }
    let words = plain.split { $0 == "-" || $0 == "_" }.map(String.init)
    guard let first = words.first, let last = words.last,
      !words.contains(where: wrapping.contains)
    else { return .article }
    if neverWords.contains(first) || neverWords.contains(last) { return .never }
    return aroundWords.contains(first) || aroundWords.contains(last) ? .around : .article
  }
}
