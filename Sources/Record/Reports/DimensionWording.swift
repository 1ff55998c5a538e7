import Wording

extension Dimension {
  /// What it is called: "Nationality", "Nacionalidad".
  package func name(_ language: Language) -> String {
    switch self {
    case .measure: language("Measure", "Medida")
    case .place: language("Place", "Lugar")
    case .component: language("Component", "Componente")
    case .sector: language("Sector", "Sector")
    case .authority: language("Authority", "Autoridad")
    case .kind: language("Kind", "Tipo")
    case .demographic: language("Demographic group", "Grupo demográfico")
    case .nationality: language("Nationality", "Nacionalidad")
    case .from: language("Returned from", "Retorno desde")
    case .to: language("Returned to", "Retorno hacia")
    case .route: language("Route", "Ruta")
    case .cause: language("Cause", "Causa")
    case .event: language("Incident", "Incidente")
    case .unit: language("Unit", "Unidad")
    case .against: language("Against", "Frente a")
    case .state: language("State", "Estado")
    case .level: language("Instance", "Instancia")
    }
  }
}
