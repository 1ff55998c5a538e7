import Wording

/// The forms of a people's name: singular and plural, and in Spanish both genders.
package enum Demonyms {
  package static func forms(_ plural: String, _ language: Language) -> [String] {
    guard !plural.hasPrefix("people from"), !plural.hasPrefix("personas de") else { return [] }
    var forms = [plural]
    if language == .english {
      if plural.hasSuffix("s") { forms.append(String(plural.dropLast())) }
      return forms
    }
    if plural.hasSuffix("os") {
      let stem = plural.dropLast(2)
      forms += ["o", "a", "as"].map { stem + $0 }
    } else if plural.hasSuffix("es") {
      forms.append(String(plural.dropLast()))
      // "español" loses "es", "costarricense" only "s".
      forms.append(String(plural.dropLast(2)))
      forms.append(plural.dropLast(2) + "as")
      forms.append(plural.dropLast(2) + "a")
    } else if plural.hasSuffix("s") {
      forms.append(String(plural.dropLast()))
    }
    return forms
  }
}
