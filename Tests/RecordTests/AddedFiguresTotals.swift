import Record

/// Tables that came later than those of June 2024, by Python on the tables themselves.
extension OfficialTotals {
  static let added: [OfficialTotals] = [
    // Python: 646,822 + 1,956,519 + 2,766,582 + 3,201,144 in fiscal 2020 to 2023.
    OfficialTotals(
      dataset: "cbp-nationwide-encounters-by-state", published: "2023-11-30", figures: 42_532,
      sum: 8_571_067, weighted: 207_992_933_989,
      parts: [
        Part(.place, 3, [7_047_387, 1_165_187, 358_493]),
        Part(.state, 48, [4_202_862, 1_542_702, 1_195_325, 468_350, 306_286]),
        Part(.authority, 2, [5_610_159, 2_960_908]),
        Part(.demographic, 4, [5_913_883, 2_166_776, 472_973, 17_435]),
        Part(.nationality, 22, [2_542_963, 795_509, 788_637, 579_453, 541_733]),
      ]),
    OfficialTotals(
      dataset: "usbp-nationwide-total", published: "2026-08-18", figures: 57, sum: 7_726_534,
      weighted: 187_523_681_532, parts: [Part(.place, 1, [7_726_534])]),
    // 18+ and the three younger groups added up, to June 2024.
    OfficialTotals(
      dataset: "mexico-irregular-situation-events-demographics", figures: 312, sum: 2_639_051,
      weighted: 64_055_820_610,
      parts: [Part(.demographic, 4, [1_575_868, 621_873, 246_371, 194_939])]),
    // Without April and May 2020.
    OfficialTotals(
      dataset: "honduras-irregular-entries-demographics", figures: 304, sum: 1_048_259,
      weighted: 25_451_621_733,
      parts: [Part(.demographic, 4, [548_863, 278_179, 123_229, 97_988])]),
    // The eleven origins' counts above zero; cases have a unit, persons none.
    OfficialTotals(
      dataset: "unhcr-asylum-applications", published: "2025-06-12", figures: 6_707,
      sum: 7_265_270, weighted: 176_038_049_208,
      parts: [
        Part(.place, 102, [3_459_797, 652_433, 597_297, 591_120, 423_291]),
        Part(.nationality, 11, [2_075_859, 990_783, 639_136, 590_002, 585_119]),
        Part(.authority, 3, [7_206_324, 41_031, 17_915]),
        Part(.kind, 9, [6_719_688, 254_013, 158_088, 86_175, 23_395]),
        Part(.level, 10, [3_440_322, 1_713_664, 1_624_084, 232_070, 211_821]),
        Part(.unit, 1, [626_357]),
      ]),
    OfficialTotals(
      dataset: "unhcr-asylum-decisions", published: "2025-06-12", figures: 11_798,
      sum: 4_225_477, weighted: 102_254_962_572,
      parts: [
        Part(.place, 96, [1_951_949, 422_962, 318_448, 298_718, 226_294]),
        Part(.nationality, 11, [895_946, 635_646, 552_791, 421_782, 402_028]),
        Part(.kind, 4, [2_031_463, 1_229_024, 720_179, 244_811]),
        Part(.level, 13, [1_957_843, 969_408, 911_556, 205_084, 160_287]),
        Part(.unit, 1, [770_986]),
      ]),
    // Fiscal 2012 to 2023; a fiscal year begins in October of the year before.
    OfficialTotals(
      dataset: "ice-removals-annual", published: "2026-08-04", figures: 12, sum: 2_779_218,
      weighted: 67_231_269_990, parts: [Part(.kind, 1, [2_779_218])]),
    // From January 2023 on.
    OfficialTotals(
      dataset: "colombia-irregular-transits", published: "2025-05-15", figures: 1_273,
      sum: 774_724, weighted: 18_813_951_965,
      parts: [Part(.nationality, 137, [497_816, 75_822, 69_627, 42_949, 7_568])]),
    // To June 2024; from October 1999, 2005 and 2011 on, and October 2013 to September 2017.
    OfficialTotals(
      dataset: "ohss-usbp-encounters-by-citizenship", published: "2025-09-30", figures: 14_387,
      sum: 22_433_490, weighted: 541_794_566_980,
      parts: [
        Part(.place, 3, [22_108_030, 163_400, 162_060]),
        Part(.nationality, 134, [14_547_870, 1_862_810, 1_695_390, 905_500, 573_920]),
      ]),
    OfficialTotals(
      dataset: "ohss-usbp-encounters-by-sector", published: "2025-09-30", figures: 4_232,
      sum: 15_377_410, weighted: 372_233_661_510,
      parts: [
        Part(.place, 3, [15_170_250, 106_010, 101_150]),
        Part(.sector, 20, [3_588_700, 3_487_100, 1_837_460, 1_780_330, 1_728_580]),
      ]),
    OfficialTotals(
      dataset: "ohss-usbp-encounters-by-family-status", published: "2025-09-30", figures: 1_072,
      sum: 11_326_260, weighted: 274_613_758_610,
      parts: [
        Part(.place, 3, [11_217_490, 59_360, 49_410]),
        Part(.demographic, 3, [7_396_430, 2_991_870, 937_960]),
      ]),
    OfficialTotals(
      dataset: "ohss-southwest-encounters", published: "2025-01-16", figures: 48, sum: 1_989_120,
      weighted: 48_111_589_490, parts: [Part(.place, 1, [1_989_120])]),
  ]
}
