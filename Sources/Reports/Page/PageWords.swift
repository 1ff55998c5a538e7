import Wording

/// The words of the page itself, apart from what the brief says, in the reader's language.
struct PageWords: Sendable {
  var skip, contents, inShort, keyFigures, map, mapList, ways, countedBy, counts: String
  var circleKey, mapOff, chartsOff: String
  var cautions, sources, provenance: String
  var table, period, group, notKnown, marks, shaded, key, source: String
  var standsBehind, moreFigures, close, zoomIn, zoomOut, mapLabel: String
  var published, licence, checksum, address, again, newest, version, drawnWith: String
  var checkArticles: String

  init(_ language: Language) {
    skip = language("Skip to the brief", "Saltar al informe")
    contents = language("In this brief", "En este informe")
    inShort = language("In short", "En breve")
    keyFigures = language("Numbers to remember", "Cifras para recordar")
    map = language("The corridor", "El corredor")
    mapList = language("Places, their figures and who counts", "Lugares, sus cifras y quién cuenta")
    ways = language("Ways", "Trayectos")
    countedBy = language("Who counts here:", "Quién cuenta aquí:")
    counts = language("What is counted:", "Qué se cuenta:")
    circleKey = language(
      "The area of a circle shows the place’s figure. A dashed ring: no monthly count is known there.",
      "El área de cada círculo indica la cifra del lugar. Anillo discontinuo: no hay cifra mensual."
    )
    mapOff = language(
      "The map needs JavaScript; the list of places below has the same figures.",
      "El mapa necesita JavaScript; la lista de lugares de abajo tiene las mismas cifras.")
    chartsOff = language(
      "The chart needs JavaScript; the table below has all its figures.",
      "El gráfico necesita JavaScript; la tabla de abajo contiene todas sus cifras.")
    cautions = language("Read this with care", "Leer con cautela")
    sources = language("Sources", "Fuentes")
    provenance = language("How this was made", "Cómo se hizo")
    table = language("The figures as a table", "Las cifras en una tabla")
    period = language("Period", "Periodo")
    group = language("Group", "Grupo")
    notKnown = language("not known", "no se sabe")
    marks = language("Marked in the chart", "Señalado en el gráfico")
    shaded = language(
      "Shaded: at least one part is not known, so the bar is too short.",
      "Sombreado: falta al menos una parte, por lo que la barra queda corta.")
    key = language("Key", "Leyenda")
    source = language("Source:", "Fuente:")
    standsBehind = language("Where this number comes from", "De dónde sale esta cifra")
    moreFigures = language("Figures:", "Cifras:")
    close = language("Close", "Cerrar")
    zoomIn = language("Zoom in", "Acercar")
    zoomOut = language("Zoom out", "Alejar")
    mapLabel = language("Map:", "Mapa:")
    published = language("Published", "Publicado")
    licence = language("Licence:", "Licencia:")
    checksum = language("SHA-256 of the file:", "SHA-256 del archivo:")
    address = language("Address:", "Dirección:")
    again = language(
      "This command reproduces the brief:",
      "Este comando genera de nuevo el informe:")
    newest = language("Newest publication used:", "Publicación más reciente utilizada:")
    version = language("version", "versión")
    checkArticles = language(
      "Is a figure in an article right? This command checks it against the same record:",
      "¿Es correcta una cifra de un artículo? Este comando la contrasta con el mismo registro:")
    drawnWith = language(
      "Charts drawn by Vega (UW Interactive Data Lab, BSD 3-clause), the map by Leaflet"
        + " (V. Agafonkin and CloudMade, BSD 2-clause).",
      "Gráficos dibujados con Vega (UW Interactive Data Lab, BSD de 3 cláusulas) y el mapa con"
        + " Leaflet (V. Agafonkin y CloudMade, BSD de 2 cláusulas).")
  }
}

/// The words and number marks that the page's scripts need.
struct ScriptWords: Encodable {
  var notKnown, close, zoomIn, zoomOut: String
  var thousands, decimal: String
  var months: [String]
  var shortMonths: [String]

  init(_ language: Language) {
    let words = PageWords(language)
    notKnown = words.notKnown
    close = words.close
    zoomIn = words.zoomIn
    zoomOut = words.zoomOut
    thousands = language(",", ".")
    decimal = language(".", ",")
    months = (1...12).map { language.month($0) }
    shortMonths = months.map { String($0.prefix(3)) }
  }
}
