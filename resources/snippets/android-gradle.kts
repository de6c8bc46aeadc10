// WeCom's SDK, as downloaded from WeCom's developer site
dependencies {
    implementation(files("libs/lib_wwapi.aar"))
}
