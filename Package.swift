// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6), .treatAllWarnings(as: .error),
]

let package = Package(
  name: "Recur",
  products: [
    .executable(name: "recur", targets: ["recur"]),
    .library(name: "CRecurSIMD", targets: ["CRecurSIMD"]),
    .library(name: "RecurWeights", targets: ["RecurWeights"]),
    .plugin(name: "RecurPlugin", targets: ["RecurPlugin"]),
  ],
  targets: [
    .target(name: "RecurLanguage", swiftSettings: strict),
    .target(name: "RecurGraph", swiftSettings: strict),
    .target(
      name: "RecurLowering", dependencies: ["RecurLanguage", "RecurGraph"], swiftSettings: strict),
    .target(name: "RecurPasses", dependencies: ["RecurGraph"], swiftSettings: strict),
    .target(name: "RecurTemplates", path: "Templates", swiftSettings: strict),
    .target(
      name: "RecurEmit", dependencies: ["RecurGraph", "RecurTemplates"], swiftSettings: strict),
    .target(name: "CRecurSIMD"),
    .target(name: "RecurWeights", swiftSettings: strict),
    .target(name: "RecurBinary", dependencies: ["RecurWeights"], swiftSettings: strict),
    .target(
      name: "RecurCompiler",
      dependencies: [
        "RecurLanguage", "RecurGraph", "RecurLowering", "RecurPasses", "RecurEmit", "RecurWeights",
        "RecurBinary",
      ], swiftSettings: strict),
    .executableTarget(name: "EmbedSources", swiftSettings: strict),
    .plugin(
      name: "EmbedSourcesPlugin", capability: .buildTool(), dependencies: ["EmbedSources"],
      path: "Sources/EmbedSourcesPlugin"),
    .target(name: "RecurSources", swiftSettings: strict, plugins: ["EmbedSourcesPlugin"]),
    .target(
      name: "RecurCommandLine",
      dependencies: ["RecurCompiler", "RecurSources", "RecurTemplates", "CRecurSIMD"],
      swiftSettings: strict),
    .executableTarget(name: "recur", dependencies: ["RecurCommandLine"], swiftSettings: strict),
    .plugin(
      name: "RecurPlugin", capability: .buildTool(), dependencies: ["recur"],
      path: "Sources/RecurPlugin"),
    .plugin(
      name: "RecurGenerateCommand",
      capability: .command(
        intent: .custom(
          verb: "generate-models", description: "Rewrites the emitted Swift of the shipped models."),
        permissions: [.writeToPackageDirectory(reason: "Generated/ is rewritten.")]),
      dependencies: ["recur"], path: "Sources/RecurGenerateCommand"),

    .target(
      name: "RecurTestSupport", dependencies: ["RecurGraph"], path: "Tests/RecurTestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "RecurLanguageTests", dependencies: ["RecurLanguage"], exclude: ["accept", "reject"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurGraphTests", dependencies: ["RecurGraph", "RecurTestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurLoweringTests",
      dependencies: ["RecurLanguage", "RecurGraph", "RecurLowering", "RecurTestSupport"],
      exclude: ["Cases"], swiftSettings: strict),
    .testTarget(
      name: "RecurPassesTests", dependencies: ["RecurPasses", "RecurGraph"], exclude: ["Cases"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurWeightsTests", dependencies: ["RecurWeights", "RecurBinary"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "RecurEmitTests", dependencies: ["RecurEmit", "RecurPasses", "RecurTestSupport"],
      exclude: ["Cases"], swiftSettings: strict),
    .testTarget(
      name: "RecurExecutionTests",
      dependencies: ["RecurCompiler", "RecurTestSupport", "CRecurSIMD"], exclude: ["Specs"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurCommandLineTests",
      dependencies: ["RecurCommandLine", "RecurSources", "recur"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "RecurMathTests", dependencies: ["RecurTemplates", "CRecurSIMD"],
      swiftSettings: strict + [.unsafeFlags(["-Ounchecked"])]),
  ]
)

#if arch(x86_64)
  // The same tests with fused multiply-adds, which x86-64 has only from version 3 on.
  package.targets.append(
    .testTarget(
      name: "RecurMathFusedTests", dependencies: ["RecurTemplates", "CRecurSIMD"],
      swiftSettings: strict + [.unsafeFlags(["-Ounchecked", "-Xcc", "-march=x86-64-v3"])]))
#endif
