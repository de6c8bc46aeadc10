// Guard takes WeCom's SDK from the app: it is not part of it
dependencies {
    implementation("cn.authing:guard:+")
    implementation(files("libs/lib_wwapi.aar"))
}
