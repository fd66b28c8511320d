// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Consumer",
  dependencies: [.package(name: "Recur", path: "../..")],
  targets: [
    .executableTarget(
      name: "Consumer",
      dependencies: [.product(name: "CRecurSIMD", package: "Recur")],
      plugins: [.plugin(name: "RecurPlugin", package: "Recur")])
  ])
