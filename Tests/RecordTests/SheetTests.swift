import Foundation
import Periods
import Record
import Tabular
import Testing

/// Workbooks of several sheets. Expected values are read off the cells.
@Suite struct SheetTests {
  private func fixture() throws -> (RecordFixture, String) {
    let fixture = try RecordFixture(seeded: false)
    let url = fixture.folder.appending(path: "two.xlsx")
    try #require(Data(base64Encoded: Self.workbook)).write(to: url)
    return (fixture, url.path)
  }

  /// Two sheets of one shape: reading the first alone would leave out fiscal 2025.
  @Test func sheetsOfOneShapeAreNotChosenFrom() throws {
    let (fixture, path) = try fixture()
    let error = #expect(throws: InputError.self) {
      try fixture.store.importFile(path: path, published: Day("2025-01-21"))
    }
    #expect(error?.issues.first?.found == "2: \"FY24\", \"FY25\"")
    #expect(error?.issues.first?.hint.contains("--sheet") == true)
    #expect(try fixture.store.sources().isEmpty)
  }

  /// Read one by one they stand beside each other, in whatever order.
  @Test(arguments: [["FY24", "FY25"], ["FY25", "1"]])
  func sheetsOneByOne(_ sheets: [String]) throws {
    let (fixture, path) = try fixture()
    for sheet in sheets {
      let outcome = try fixture.store.importFile(
        path: path, sheet: sheet, published: Day("2025-01-21"))
      #expect(outcome.changedRecord)
      #expect(outcome.releases.first?.changes == nil)
    }
    let query =
      "encounters place=us-southwest-border component=usbp nationality=MEX"
      + " demographic=single-adults authority=title-8 kind=apprehension"
    #expect(try fixture.value(query, "2023-10") == 100)
    #expect(try fixture.value(query, "2024-11") == 300)
    let again = try fixture.store.importFile(
      path: path, sheet: "FY24", published: Day("2025-01-21"))
    #expect(!again.changedRecord)
  }

  /// Written with Python's zipfile. FY24 and FY25: CBP's southwest table with October and November, 100
  /// and 300 Mexican single adults a month, Title 8; between them "Summary", `Fiscal Year` and a count.
  private static let workbook = """
    UEsDBBQAAAAIAAAAIVw6J4hSqgAAADcBAAAPAAAAeGwvd29ya2Jvb2sueG1sjZBLDoIwEECvQnoAy0ddEGBlTFy7cllhsA\
    1M20xL1NtbQQi6cjW/lzeTKe6GuqsxXfTAXruSSe9tzrmrJaBwG2NBh0lrCIUPJd24swSicRLAY8/TON5zFEqzyZDTPw7T\
    tqqGg6kHBO0nCUEvvDLaSWUdq4pxg/vESAuEkh0v6ZZFY+fUlCxhEeUqJJQw/k2eB0RBzxWcLnD6CwftbkVmC5m9ST5fwu\
    dnVS9QSwMEFAAAAAgAAAAhXF7yZuyZAAAA+QEAABoAAAB4bC9fcmVscy93b3JrYm9vay54bWwucmVsc72RywrCMBBFf6Xk\
    Azp9gAtpunLjtvgDIU6b0OZBZkT9e7NRKlRw1eXcC+cemG7ARbENnoyNVDzc4kkKwxyPAKQNOkVliOhzM4bkFOczTRCVnt\
    WE0FTVAdKaIfpuzSzOVylSLYrLM+I/5DCOVuMp6JtDzxsDcA9pJoPIGarShCzFJyKgusxEAVsazY4azW+NdkeN9q0BX5/u\
    X1BLAwQUAAAACAAAACFcJAixrHgBAABfBQAAFAAAAHhsL3dvcmtzaGVldHMvczEueG1sjZRba8MgFID/iuRpe6lpMsYYqZ\
    Cmt5eug3aDPdrUNrJERU9v+/WzWwkteNY9qUc/zuF8arbX9tNVQgA5NLVyvagCMM+UurISDXcdbYTyO2ttGw5+aTfUGSv4\
    6gdqaprE8SNtuFQRy35iAw6cZVbvie1FXR8tT5O8GxHoRVLVUok5WB+XjmXARtKVvCYfgtuMAsvoKUzLM9bHsKlWUJE7vl\
    zu7gNcgXGFboxWQkEAGmDQQDR6Y7mpZBnAhmguCfJLKFdJQ8ZWb41UmwA/wviFhFoQvSb5FiptJRwD9Bijh6rUWwXCksXR\
    iAA5uU0Wp/Eapd5sqzdp9SYRYdmOJXHykNHdpcEEyTIrFiFx2PG3zrxD+tqufFmvHKyuQwYxeu5b73uZr7Y1uJBDDJyKgy\
    x1yBpG/Fp7CqnCkNz4J1X5myK1ClU3OXe3G8dtc688pK2HFPWQIslfZu8hD9jx/3nA6JseMBD3gBF/eMCQmx5SzAO9+Ppo\
    +6eyb1BLAwQUAAAACAAAACFc0cVYBrMAAAA3AQAAFAAAAHhsL3dvcmtzaGVldHMvczIueG1sdVDLDsIgEPwVwge4lRgPhp\
    L4/AFPHgmiJRZolrX186XVkHrwtLszmZ3ZlUPER2qsJfbybUg1b4i6DUAyjfU6LWJnQ2ZuEb2mPOIdUodWXyeRb0FU1Rq8\
    doErOWEHTVpJjAPDmi8zasZmu+SMau5C64I9E2bcJSVJnVwyumUXq1ECKQkjDOYr2/2THYOJz0AW2X6sv1LI7iWCKBEEZ0\
    r2SlRiJaGfuxSmKsRnB8xOgvIr9QZQSwMEFAAAAAgAAAAhXM87gRd4AQAAXwUAABQAAAB4bC93b3Jrc2hlZXRzL3MzLnht\
    bI2UW2vDIBSA/4rkaXupacLGGKmQpreXroN2gz3a1DayREVPb/v1s1sJLXjWPalHP87hfGq21/bTVUIAOTS1cr2oAjDPlL\
    qyEg13HW2E8jtrbRsOfmk31Bkr+OoHamqaxPEjbbhUEct+YgMOnGVW74ntRV0fLU+TvBsR6EVS1VKJOVgfl45lwEbSlbwm\
    H4LbjALL6ClMyzPWx7CpVlCRO75c7u4DXIFxhW6MVkJBABpg0EA0emO5qWQZwIZoLgnySyhXSUPGVm+NVJsAP8L4hYRaEL\
    0m+RYqbSUcA/QYo4eq1FsFwpLF0YgAOblNFqfxGqXebKs3afUmEWHZjiVx8pDR3aXBBMkyKxYhcdjxt868Q/rarnxZrxys\
    rkMGMXruW+97ma+2NbiQQwycioMsdcgaRvxaewqpwpDc+CdV+ZsitQpVNzl3N43jtrlXHtLWQ4p6SJHkL7P3kAfs+P88YP\
    RNDxiIe8CIPzxgyE0PKeaBXnx9tP1T2TdQSwECFAMUAAAACAAAACFcOieIUqoAAAA3AQAADwAAAAAAAAAAAAAAgAEAAAAA\
    eGwvd29ya2Jvb2sueG1sUEsBAhQDFAAAAAgAAAAhXF7yZuyZAAAA+QEAABoAAAAAAAAAAAAAAIAB1wAAAHhsL19yZWxzL3\
    dvcmtib29rLnhtbC5yZWxzUEsBAhQDFAAAAAgAAAAhXCQIsax4AQAAXwUAABQAAAAAAAAAAAAAAIABqAEAAHhsL3dvcmtz\
    aGVldHMvczEueG1sUEsBAhQDFAAAAAgAAAAhXNHFWAazAAAANwEAABQAAAAAAAAAAAAAAIABUgMAAHhsL3dvcmtzaGVldH\
    MvczIueG1sUEsBAhQDFAAAAAgAAAAhXM87gRd4AQAAXwUAABQAAAAAAAAAAAAAAIABNwQAAHhsL3dvcmtzaGVldHMvczMu\
    eG1sUEsFBgAAAAAFAAUASwEAAOEFAAAAAA==
    """
}
