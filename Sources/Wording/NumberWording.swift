/// Numbers as each language writes them: 181,059 and 36.5% in English, 181.059 and 36,5 % in
/// Spanish (the point for thousands is the usage of most Spanish-speaking countries' press).
extension Language {
  private var thousandsMark: String { self == .english ? "," : "." }
  private var decimalMark: String { self == .english ? "." : "," }

  /// A number with `decimals` digits after the mark, and its thousands set apart.
  package func number(_ value: Double, decimals: Int = 0) -> String {
    let decimals = min(max(decimals, 0), 9)
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 9e15 else { return "\(value)" }
    let whole = Int(scaled) / Int(scale)
    let part = Int(scaled) % Int(scale)
    var text = grouped(whole)
    if decimals > 0 {
      let digits = String(part)
      text += decimalMark + String(repeating: "0", count: decimals - digits.count) + digits
    }
    return value < 0 && scaled > 0 ? "−" + text : text
  }

  /// A count: whole when it is whole, with one decimal otherwise.
  package func count(_ value: Double) -> String {
    number(value, decimals: value == value.rounded() ? 0 : 1)
  }

  /// A share or a rate of change given as a fraction: 0.365 is "36.5%". In Spanish a space stands
  /// before the sign, one that no line is broken at.
  ///
  /// What is nearly all, such as −99.98 %, is not written as all: it gets more decimals.
  package func percent(_ fraction: Double, decimals: Int = 1) -> String {
    var decimals = decimals
    let share = abs(fraction) * 100
    if decimals > 0, share != 100,
      number(share, decimals: decimals) == number(100, decimals: decimals)
    {
      let all = decimals
      // A hundred that is off by the last digit of a division is one.
      while decimals < all + 4, number(share, decimals: decimals) == number(100, decimals: decimals)
      {
        decimals += 1
      }
      if number(share, decimals: decimals) == number(100, decimals: decimals) { decimals = all }
    }
    return number(fraction * 100, decimals: decimals) + (self == .english ? "%" : "\u{A0}%")
  }

  /// A part of a whole given as a fraction, as ``percent(_:decimals:)`` writes it; but what is not nothing is not
  /// written as nothing: 0.0003 is "below 0.1%", "menos del 0,1 %".
  package func share(_ fraction: Double) -> String {
    let least = 0.001
    guard fraction > 0, number(fraction * 100, decimals: 1) == number(0, decimals: 1) else {
      return percent(fraction)
    }
    return self("below ", "menos del ") + percent(least)
  }

  /// A change with its sign: "+36.5%", "−0.4%".
  package func change(_ fraction: Double, decimals: Int = 1) -> String {
    let text = percent(fraction, decimals: decimals)
    return fraction > 0 ? "+" + text : text
  }

  private func grouped(_ whole: Int) -> String {
    var digits = String(whole)
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits = String(digits.dropLast(3))
    }
    return ([digits] + groups).joined(separator: thousandsMark)
  }
}
