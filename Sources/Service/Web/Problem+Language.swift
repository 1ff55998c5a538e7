import Wording

extension Problem {
  /// Titles by the last part of the type. Details of questions to the record are in both languages; those that
  /// name parameters and files are in English, as the messages of the command line are.
  private static let spanishTitles = [
    "accept": "La respuesta tiene otra forma",
    "body": "No se entiende la solicitud",
    "busy": "Esperan demasiadas preguntas",
    "coding": "No se admite esa codificación",
    "content-type": "El mensaje tiene otra forma",
    "empty": "El cuerpo está vacío",
    "host": "El servicio tiene otro nombre",
    "input": "No se puede leer lo enviado",
    "internal": "Algo falló de nuestro lado",
    "method": "El método no se admite aquí",
    "months": "Los meses no cuadran",
    "no-answer": "La pregunta no tiene respuesta",
    "not-found": "No existe lo que se pide",
    "nothing-held": "El registro no tiene nada que responda",
    "origin": "Lo pidió otro sitio",
    "parameter": "No se entiende un parámetro",
    "question": "No se entiende la pregunta",
    "queue": "Esperan demasiadas simulaciones",
    "record": "No se puede escribir en el registro",
    "request": "La solicitud está mal formada",
    "scripts-missing": "Faltan bibliotecas de JavaScript",
    "situation": "No se entiende la situación",
    "source-differs": "La fuente ya está, con otras cifras",
    "time": "La respuesta tarda demasiado",
    "token": "Falta la clave o no es la correcta",
    "too-large": "El cuerpo es demasiado grande",
  ]

  /// The problem in a language.
  func spoken(_ language: Language) -> Problem {
    guard language == .spanish, let kind = type.split(separator: "/").last,
      let title = Problem.spanishTitles[String(kind)]
    else { return self }
    var spoken = self
    spoken.title = title
    spoken.detail = spanish ?? detail
    spoken.errors = errors?.map(IssueWords.spanish)
    return spoken
  }
}
