import Testing

@testable import AutodiffCLI
