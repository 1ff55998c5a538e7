import FleeFitting
import Foundation
import Wording

/// Bars of how much each setting matters, the most first, with intervals of 95 %.
struct SensitivityPicture {
  private struct Bar {
    var name: String
    var value, low, high: Double
  }

  private let title, unit: String
  private let bars: [Bar]

  private static let (width, left, row, top) = (720.0, 210.0, 26.0, 56.0)

  init(_ finding: SettingSensitivity.Finding) {
    title = finding.output
    if finding.indices.isEmpty {
      unit = "mean size of the effect over the whole range (Morris), 95 %"
      bars = finding.effects.map {
        Bar(name: $0.input, value: $0.size, low: $0.sizeLow, high: $0.sizeHigh)
      }.sorted { $0.value > $1.value }
    } else {
      unit = "total index (Sobol'), 95 %"
      bars = finding.indices.map {
        Bar(name: $0.input, value: $0.total, low: $0.totalLow, high: $0.totalHigh)
      }.sorted { $0.value > $1.value }
    }
  }

  var svg: String {
    let height = SensitivityPicture.top + Double(bars.count) * SensitivityPicture.row + 16
    let rows = bars.enumerated().map { self.row($0.offset, $0.element) }.joined()
    return """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(SensitivityPicture.width)) \(Int(height))" \
      font-family="sans-serif" font-size="13" role="img" aria-label="\(escaped(title))">
      <rect width="100%" height="100%" fill="#fff"/>
      <text x="16" y="24" font-size="16" font-weight="bold">\(escaped(title))</text>
      <text x="16" y="43" fill="#555">\(escaped(unit))</text>
      \(rows)</svg>

      """
  }

  private func row(_ index: Int, _ bar: Bar) -> String {
    let most = max(bars.map(\.high).max() ?? 1, 1e-12)
    let scale = (SensitivityPicture.width - SensitivityPicture.left - 80) / most
    let x = { (value: Double) in SensitivityPicture.left + max(0, value) * scale }
    let y = SensitivityPicture.top + Double(index) * SensitivityPicture.row
    let place = { (value: Double) in String(format: "%.1f", value) }
    return """
      <text x="\(Int(SensitivityPicture.left) - 8)" y="\(place(y + 16))" text-anchor="end">\(escaped(bar.name))</text>
      <rect x="\(place(x(0)))" y="\(place(y + 4))" width="\(place(x(bar.value) - x(0)))" height="16" fill="#2a6f97"/>
      <line x1="\(place(x(bar.low)))" x2="\(place(x(bar.high)))" y1="\(place(y + 12))" y2="\(place(y + 12))" stroke="#222"/>
      <text x="\(place(x(bar.high) + 6))" y="\(place(y + 16))">\(Language.english.number(bar.value, decimals: 3))</text>

      """
  }

  private func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }
}
