<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About WeCom Console</source>
        <translation>关于 WeCom Console</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>WeCom Console {version}</source>
        <translation>WeCom Console {version}</translation>
    </message>
    <message>
        <source>Configures Enterprise WeChat Mobile as an identity source, and tests its login. Under the MIT licence.</source>
        <translation>将企业微信移动端配置为身份源，并测试其登录。采用 MIT 许可证。</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>System check</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Show the log in its folder</source>
        <translation>打开日志所在文件夹</translation>
    </message>
    <message>
        <source>Components and licences</source>
        <translation>组件与许可证</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Last crash</source>
        <translation>上次崩溃</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>No crash since this window was opened.</source>
        <translation>本窗口打开以来没有崩溃记录。</translation>
    </message>
    <message>
        <source>Qt and PySide6 are used under the GNU Lesser General Public License, version 3: they are separate libraries, unchanged, and may be replaced by others of the same interface. Their source and the licence: https://code.qt.io and https://www.gnu.org/licenses/lgpl-3.0.html</source>
        <translation>Qt 与 PySide6 依据 GNU 宽通用公共许可证（LGPL）第 3 版使用：它们是未经修改的独立库，可以替换为接口相同的版本。源代码与许可证：https://code.qt.io 和 https://www.gnu.org/licenses/lgpl-3.0.html</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>软件包</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>The package does not include its licence text: see its home page.</source>
        <translation>该软件包未附带许可证文本，请查看其主页。</translation>
    </message>
    <message>
        <source>There is no log yet.</source>
        <translation>还没有日志。</translation>
    </message>
    <message>
        <source>Checking this computer</source>
        <translation>正在检查本机</translation>
    </message>
    <message>
        <source>Diagnostics copied; they contain no secrets.</source>
        <translation>已复制诊断信息，其中没有密钥。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AccessTab</name>
    <message>
        <source>Open the guide</source>
        <translation>打开指南</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
</context>
<context>
    <name>AgencyFields</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Internal error: {kind} at {where}</source>
        <translation>程序出现内部错误：{kind}，位置 {where}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>WeCom Console quit unexpectedly last time.</source>
        <translation>WeCom Console 上次意外退出。</translation>
    </message>
    <message>
        <source>Show report</source>
        <translation>查看报告</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>There is nothing to copy yet</source>
        <translation>还没有可复制的内容</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>The causes appear here, most likely first, with what to do and where.</source>
        <translation>可能的原因按可能性排列在这里，并说明该在哪里做什么。</translation>
    </message>
    <message>
        <source>redacted · {length}</source>
        <translation>已隐去 · {length}</translation>
    </message>
    <message>
        <source>It contains no refusal.</source>
        <translation>其中没有任何拒绝信息。</translation>
    </message>
    <message>
        <source>This was not recognised. Paste the code or the whole response, with its errcode or message.</source>
        <translation>无法识别。请粘贴错误码，或带 errcode 或 message 的完整响应。</translation>
    </message>
    <message>
        <source>It contains {count} more refusals.</source>
        <translation>其中还有 {count} 条拒绝信息。</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>出处</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>如何确认</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Or</source>
        <translation>或者</translation>
    </message>
</context>
<context>
    <name>AppCard</name>
    <message>
        <source>Mobile apps</source>
        <translation>移动应用</translation>
    </message>
    <message>
        <source>optional; must be the same in WeCom&apos;s admin console</source>
        <translation>选填；须与企业微信管理后台一致</translation>
    </message>
</context>
<context>
    <name>AppPackageBox</name>
    <message>
        <source>Read an app package</source>
        <translation>读取应用安装包</translation>
    </message>
    <message>
        <source>APK, AAB, IPA or HAP, a certificate or a keystore; or drop it here</source>
        <translation>APK、AAB、IPA 或 HAP，证书或密钥库；也可拖到此处</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Password of the keystore</source>
        <translation>密钥库密码</translation>
    </message>
    <message>
        <source>Open the keystore</source>
        <translation>打开密钥库</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部内容</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <source>{file} cannot be read</source>
        <translation>无法读取 {file}</translation>
    </message>
    <message>
        <source>{file} is a password-protected keystore</source>
        <translation>{file} 是带密码的密钥库</translation>
    </message>
    <message>
        <source>{file}: {kind}</source>
        <translation>{file}：{kind}</translation>
    </message>
    <message>
        <source>Checked as soon as the form has no errors.</source>
        <translation>表单没有错误后即可核对。</translation>
    </message>
    <message>
        <source>It agrees with the form.</source>
        <translation>与表单内容一致。</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>App packages and keys ({names})</source>
        <translation>应用安装包和密钥 ({names})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>ApplicationTab</name>
    <message>
        <source>Open Authing&apos;s console</source>
        <translation>打开 Authing 控制台</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>Check with Authing</source>
        <translation>向 Authing 查询</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Copy the App ID</source>
        <translation>复制 App ID</translation>
    </message>
</context>
<context>
    <name>AppsView</name>
    <message>
        <source>Apps</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>No platform set up</source>
        <translation>未配置平台</translation>
    </message>
    <message>
        <source>Registration open</source>
        <translation>允许注册</translation>
    </message>
    <message>
        <source>Registration closed</source>
        <translation>禁止注册</translation>
    </message>
    <message>
        <source>login only</source>
        <translation>仅登录</translation>
    </message>
    <message>
        <source>Receives email and phone of members</source>
        <translation>可获取成员的邮箱和手机号</translation>
    </message>
    <message>
        <source>Login-only mode</source>
        <translation>仅登录模式</translation>
    </message>
    <message>
        <source>Multi-factor authentication</source>
        <translation>多因素认证</translation>
    </message>
    <message>
        <source>id_token signed with RS256</source>
        <translation>id_token 使用 RS256 签名</translation>
    </message>
</context>
<context>
    <name>BackendCard</name>
    <message>
        <source>Show secret</source>
        <translation>显示密钥</translation>
    </message>
    <message>
        <source>Hide secret</source>
        <translation>隐藏密钥</translation>
    </message>
    <message>
        <source>Show the backend</source>
        <translation>展开后端设置</translation>
    </message>
    <message>
        <source>Collapse the backend</source>
        <translation>收起后端设置</translation>
    </message>
</context>
<context>
    <name>BatchLine</name>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>{n} of {total} as expected</source>
        <translation>{total} 个中 {n} 个符合预期</translation>
    </message>
</context>
<context>
    <name>BelowLoginTest</name>
    <message>
        <source>Login test</source>
        <translation>登录测试</translation>
    </message>
</context>
<context>
    <name>BoxSection</name>
    <message>
        <source>Boxes</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>A new revision</source>
        <translation>有新版本</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>成功</translation>
    </message>
    <message>
        <source>As expected</source>
        <translation>符合预期</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Changed since the last test</source>
        <translation>上次测试之后有改动</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>确认</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>With a head</source>
        <translation>带标题</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Busy, without an end</source>
        <translation>进行中，进度未知</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Above a page</source>
        <translation>浮于页面之上</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>A passing sentence</source>
        <translation>短时提示</translation>
    </message>
    <message>
        <source>Secret and Schema were edited 2 hours ago.</source>
        <translation>Secret 和 Schema 在 2 小时前修改过。</translation>
    </message>
    <message>
        <source>60020: WeCom does not trust this computer’s IP</source>
        <translation>60020：本机 IP 不在企业可信 IP 中</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>WeCom saw **203.0.113.24**.</source>
        <translation>企业微信看到的 IP 是 **203.0.113.24**。</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Add it to the app’s **trusted IPs**.</source>
        <translation>将它加入该应用的**企业可信 IP**。</translation>
    </message>
    <message>
        <source>Copy IP</source>
        <translation>复制 IP</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
    <message>
        <source>**Have these ready**: Enterprise ID, AgentID and Secret.</source>
        <translation>**准备好这些**：企业 ID、AgentID 和 Secret。</translation>
    </message>
    <message>
        <source>This is a production connection</source>
        <translation>这是生产环境的连接</translation>
    </message>
    <message>
        <source>Its users log in through it.</source>
        <translation>真实用户正通过它登录。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Development access</source>
        <translation>开发接入</translation>
    </message>
    <message>
        <source>2 of 7 proven</source>
        <translation>7 项中 2 项已证实</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>The body of the card.</source>
        <translation>卡片内容。</translation>
    </message>
    <message>
        <source>Login test</source>
        <translation>登录测试</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>A run is in progress.</source>
        <translation>测试正在进行。</translation>
    </message>
    <message>
        <source>No test has run yet.</source>
        <translation>还没有运行过测试。</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Acme Staff was deleted.</source>
        <translation>已删除 Acme Staff。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>BrokenNotice</name>
    <message>
        <source>Undo import</source>
        <translation>撤销导入</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>The import of {name} was interrupted</source>
        <translation>{name} 的导入曾中断</translation>
    </message>
    <message>
        <source>{count} connections had been imported when the program ended.</source>
        <translation>程序结束时已导入 {count} 个连接。</translation>
    </message>
</context>
<context>
    <name>BulkActionTexts</name>
    <message>
        <source>{who} was deleted.</source>
        <translation>{who} 已删除。</translation>
    </message>
    <message>
        <source>{who} were deleted.</source>
        <translation>{who} 已删除。</translation>
    </message>
    <message>
        <source>{who} was archived.</source>
        <translation>{who} 已归档。</translation>
    </message>
    <message>
        <source>{who} were archived.</source>
        <translation>{who} 已归档。</translation>
    </message>
    <message>
        <source>{who} is back in the list.</source>
        <translation>{who} 已回到列表。</translation>
    </message>
    <message>
        <source>{who} are back in the list.</source>
        <translation>{who} 已回到列表。</translation>
    </message>
    <message>
        <source>Environment of {who}: {value}.</source>
        <translation>{who} 的环境已改为{value}。</translation>
    </message>
    <message>
        <source>Tag {value} was added to {who}.</source>
        <translation>已给 {who} 添加标签 {value}。</translation>
    </message>
    <message>
        <source>Tag {value} was removed from {who}.</source>
        <translation>已从 {who} 移除标签 {value}。</translation>
    </message>
    <message>
        <source>Delete {who}?</source>
        <translation>删除 {who}？</translation>
    </message>
    <message>
        <source>Archive {who}?</source>
        <translation>归档 {who}？</translation>
    </message>
    <message>
        <source>Move {who} out of production?</source>
        <translation>把 {who} 移出生产环境？</translation>
    </message>
    <message>
        <source>In production: {names}. Nothing changes in Authing.</source>
        <translation>其中处于生产环境：{names}。Authing 中的配置不受影响。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>{n} connections</source>
        <translation>{n} 个连接</translation>
    </message>
</context>
<context>
    <name>BulkBar</name>
    <message>
        <source>1 selected</source>
        <translation>已选 1 个</translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation>已选 {n} 个</translation>
    </message>
    <message>
        <source>Run tests</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Environment, tags</source>
        <translation>环境、标签</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Drafts cannot be tested or exported from here</source>
        <translation>草稿不能在这里测试或导出</translation>
    </message>
    <message>
        <source>Unarchive archived connections first</source>
        <translation>请先取消归档</translation>
    </message>
    <message>
        <source>New tag, then Enter</source>
        <translation>新标签，按回车添加</translation>
    </message>
    <message>
        <source>New tag for the selected connections</source>
        <translation>给所选连接添加的新标签</translation>
    </message>
</context>
<context>
    <name>ButtonSection</name>
    <message>
        <source>Buttons</source>
        <translation>按钮</translation>
    </message>
    <message>
        <source>Kinds</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主要</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Destructive</source>
        <translation>危险操作</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Ghost</source>
        <translation>无边框</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Icon only</source>
        <translation>仅图标</translation>
    </message>
    <message>
        <source>In running text</source>
        <translation>正文中</translation>
    </message>
    <message>
        <source>Open Settings</source>
        <translation>打开设置</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter, on</source>
        <translation>筛选，已选</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Create the connection here and in the Authing user pool</source>
        <translation>在本机和 Authing 用户池中创建连接</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>身份源</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Long text and the way to a page</source>
        <translation>长文本与面包屑</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>长文本</translation>
    </message>
    <message>
        <source>The way to a page</source>
        <translation>面包屑</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Enterprise WeChat</source>
        <translation>企业微信</translation>
    </message>
</context>
<context>
    <name>CallDetail</name>
    <message>
        <source>redacted · {length}</source>
        <translation>已隐去 · {length}</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>响应</translation>
    </message>
    <message>
        <source>Request and response</source>
        <translation>请求与响应</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>复制为 cURL</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Requests and responses are kept for the latest 300 calls; this one is older.</source>
        <translation>只保留最近 300 次调用的请求与响应，这一次已不在其中。</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>调用 {number}</translation>
    </message>
    <message>
        <source>the connection was reset by the fault</source>
        <translation>按注入的故障，连接被重置</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>ChoiceSection</name>
    <message>
        <source>Choices</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Boxes and switches</source>
        <translation>复选框与开关</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>复选框</translation>
    </message>
    <message>
        <source>Box, ticked</source>
        <translation>复选框，已选</translation>
    </message>
    <message>
        <source>Box, partly</source>
        <translation>复选框，部分选中</translation>
    </message>
    <message>
        <source>Switch</source>
        <translation>开关</translation>
    </message>
    <message>
        <source>Switch, on</source>
        <translation>开关，已开启</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>下拉列表</translation>
    </message>
    <message>
        <source>List</source>
        <translation>下拉列表</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Segments and tabs</source>
        <translation>分段控件与标签页</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>分段控件</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>标签页</translation>
    </message>
    <message>
        <source>With words</source>
        <translation>带说明</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>On, with a list</source>
        <translation>开启，带下拉列表</translation>
    </message>
    <message>
        <source>Choose one way.</source>
        <translation>请选择一种方式。</translation>
    </message>
    <message>
        <source>List, error</source>
        <translation>下拉列表，错误</translation>
    </message>
    <message>
        <source>Choose a platform.</source>
        <translation>请选择平台。</translation>
    </message>
    <message>
        <source>Email</source>
        <translation>邮箱</translation>
    </message>
    <message>
        <source>Login mode</source>
        <translation>登录模式</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>预发</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>不符合预期</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Changed since the last test</source>
        <translation>上次测试之后有改动</translation>
    </message>
    <message>
        <source>Account identity association</source>
        <translation>账号身份关联</translation>
    </message>
    <message>
        <source>Off: each login creates an account of its own.</source>
        <translation>关闭：每次首次登录都新建账号。</translation>
    </message>
    <message>
        <source>On: an account with the same email is bound; otherwise one is created.</source>
        <translation>开启：邮箱相同的账号直接绑定，找不到才新建。</translation>
    </message>
    <message>
        <source>Match by</source>
        <translation>匹配字段</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>None selected</source>
        <translation>未选择</translation>
    </message>
</context>
<context>
    <name>Commander</name>
    <message>
        <source>Type a command</source>
        <translation>输入命令</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>CompanyCard</name>
    <message>
        <source>Company to simulate</source>
        <translation>模拟的是哪个企业</translation>
    </message>
    <message>
        <source>Demo company</source>
        <translation>演示企业</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Apps</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Faults ({count} on)</source>
        <translation>故障（{count} 个生效）</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>故障</translation>
    </message>
</context>
<context>
    <name>CompareTab</name>
    <message>
        <source>Apply to Authing</source>
        <translation>应用到 Authing</translation>
    </message>
    <message>
        <source>Use Authing&apos;s values</source>
        <translation>采用 Authing 的值</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在对比…</translation>
    </message>
    <message>
        <source>Applying…</source>
        <translation>正在执行…</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Compare now</source>
        <translation>开始对比</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>去设置</translation>
    </message>
    <message>
        <source>Compare first</source>
        <translation>请先对比</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>无需操作</translation>
    </message>
</context>
<context>
    <name>Comparing</name>
    <message>
        <source>Apply</source>
        <translation>执行</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>{name} was added.</source>
        <translation>已添加 {name}。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ConnectionActions</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Archive this connection?</source>
        <translation>归档这个连接？</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Delete this connection?</source>
        <translation>删除这个连接？</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>It is in production. Nothing changes in Authing.</source>
        <translation>它处于生产环境。Authing 中的配置不受影响。</translation>
    </message>
    <message>
        <source>This is the copy: choose its identifier, then create it.</source>
        <translation>这是副本：请先选定唯一标识，再创建。</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Restore revision {number}?</source>
        <translation>恢复到版本 {number}？</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation>已删除“{name}”。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>{name} was archived.</source>
        <translation>{name} 已归档。</translation>
    </message>
    <message>
        <source>Revision {number} was restored.</source>
        <translation>已恢复第 {number} 版。</translation>
    </message>
</context>
<context>
    <name>ConnectionChooser</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Draft on screen</source>
        <translation>未保存的草稿</translation>
    </message>
</context>
<context>
    <name>ConnectionDetailPage</name>
    <message>
        <source>Enterprise identity sources</source>
        <translation>企业身份源</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Duplicate this connection</source>
        <translation>为此连接创建副本</translation>
    </message>
    <message>
        <source>Archive this connection</source>
        <translation>归档这个连接</translation>
    </message>
    <message>
        <source>Delete this connection</source>
        <translation>删除此连接</translation>
    </message>
    <message>
        <source>Show settings</source>
        <translation>查看设置</translation>
    </message>
    <message>
        <source>Show development access</source>
        <translation>查看开发接入</translation>
    </message>
    <message>
        <source>Show the associated app</source>
        <translation>查看关联应用</translation>
    </message>
    <message>
        <source>Compare with Authing</source>
        <translation>与 Authing 对比</translation>
    </message>
    <message>
        <source>Show tests</source>
        <translation>查看测试</translation>
    </message>
    <message>
        <source>Show history</source>
        <translation>查看历史</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>修改尚未保存</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
</context>
<context>
    <name>ConnectionWizardPage</name>
    <message>
        <source>Select enterprise identity source</source>
        <translation>选择企业身份源</translation>
    </message>
    <message>
        <source>Enterprise identity sources</source>
        <translation>企业身份源</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Test draft</source>
        <translation>测试草稿</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
</context>
<context>
    <name>DeletedPage</name>
    <message>
        <source>Recently deleted</source>
        <translation>最近删除</translation>
    </message>
    <message>
        <source>Enterprise identity sources</source>
        <translation>企业身份源</translation>
    </message>
    <message>
        <source>Name or identifier</source>
        <translation>名称或唯一标识</translation>
    </message>
    <message>
        <source>Deleted connections are kept for 30 days with their history, runs and secrets, then removed permanently.</source>
        <translation>已删除的连接会连同历史、测试记录和密钥保留 30 天，之后永久清除。</translation>
    </message>
    <message>
        <source>No deleted connections.</source>
        <translation>没有已删除的连接。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{count} more: use the search</source>
        <translation>另有 {count} 个，请搜索</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Deleted {when}</source>
        <translation>删除时间：{when}</translation>
    </message>
    <message>
        <source>1 day left</source>
        <translation>还保留 1 天</translation>
    </message>
    <message>
        <source>{n} days left</source>
        <translation>还保留 {n} 天</translation>
    </message>
    <message>
        <source>{name} restored</source>
        <translation>已恢复 {name}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DetailHead</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Development access</source>
        <translation>开发接入</translation>
    </message>
    <message>
        <source>Associated app</source>
        <translation>关联应用</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>与 Authing 对比</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Parts of the connection</source>
        <translation>连接的各个部分</translation>
    </message>
    <message>
        <source>More actions</source>
        <translation>更多操作</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
</context>
<context>
    <name>DoctorPage</name>
    <message>
        <source>System check</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>What works on this computer</source>
        <translation>本机检查结果</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Checking this computer</source>
        <translation>正在检查本机</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>Open a connection first: app packages are read next to its form.</source>
        <translation>请先打开一个连接：应用安装包会在其表单旁读取。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>EmptySources</name>
    <message>
        <source>No identity source yet</source>
        <translation>还没有身份源连接</translation>
    </message>
    <message>
        <source>Fill it in once, and know whether WeCom login works before you pick up a phone.</source>
        <translation>填好一次，拿起手机之前就知道企业微信登录是否可用。</translation>
    </message>
    <message>
        <source>Create enterprise identity source</source>
        <translation>创建企业身份源</translation>
    </message>
    <message>
        <source>Your app exists in WeCom’s admin console</source>
        <translation>已经在企业微信管理后台建好应用</translation>
    </message>
    <message>
        <source>Enterprise ID, AgentID, Secret and Schema</source>
        <translation>企业 ID、AgentID、Secret 和 Schema</translation>
    </message>
    <message>
        <source>Signature and package, or Bundle ID (later)</source>
        <translation>应用签名与包名，或 Bundle ID（可稍后填写）</translation>
    </message>
    <message>
        <source>Checked as you type, filled in where possible</source>
        <translation>填写时逐项检查，能推算的自动填入</translation>
    </message>
    <message>
        <source>Try it with the demo connection</source>
        <translation>用演示连接试一试</translation>
    </message>
    <message>
        <source>Nothing to prepare</source>
        <translation>什么都不用准备</translation>
    </message>
    <message>
        <source>The built-in simulator acts as WeCom and Authing</source>
        <translation>由内置模拟器扮演企业微信与 Authing</translation>
    </message>
    <message>
        <source>See all seven legs of a login within a minute</source>
        <translation>一分钟看完一次完整登录的七段过程</translation>
    </message>
    <message>
        <source>No network, no account; delete it at any time</source>
        <translation>不联网，不需要账号，随时可删除</translation>
    </message>
    <message>
        <source>Drop a config file here, or</source>
        <translation>把配置文件拖到这里，也可以</translation>
    </message>
    <message>
        <source>choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>First time here? Three steps to a first login</source>
        <translation>第一次使用？三步完成首次登录</translation>
    </message>
</context>
<context>
    <name>ExchangesCard</name>
    <message>
        <source>Exchanges</source>
        <translation>请求与响应</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Requests and responses</source>
        <translation>请求与响应</translation>
    </message>
    <message>
        <source>Copy as cURL</source>
        <translation>复制为 cURL</translation>
    </message>
    <message>
        <source>{at} of {n}</source>
        <translation>{at} / {n}</translation>
    </message>
    <message>
        <source>No requests in this run.</source>
        <translation>本次运行没有请求。</translation>
    </message>
</context>
<context>
    <name>ExplainPage</name>
    <message>
        <source>Explain an error</source>
        <translation>解释错误</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ExplanationPane</name>
    <message>
        <source>Copy explanation</source>
        <translation>复制说明</translation>
    </message>
    <message>
        <source>Check online</source>
        <translation>在线检查</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Leg {number}</source>
        <translation>第 {number} 段</translation>
    </message>
    <message>
        <source>What came back</source>
        <translation>返回的内容</translation>
    </message>
    <message>
        <source>1 other cause</source>
        <translation>另有 1 个原因</translation>
    </message>
    <message>
        <source>{n} other causes</source>
        <translation>另有 {n} 个原因</translation>
    </message>
    <message>
        <source>Copy IP</source>
        <translation>复制 IP</translation>
    </message>
    <message>
        <source>Open WeCom admin</source>
        <translation>打开企业微信管理后台</translation>
    </message>
    <message>
        <source>Open Authing console</source>
        <translation>打开 Authing 控制台</translation>
    </message>
    <message>
        <source>WeCom&apos;s page about this code</source>
        <translation>查看错误码说明</translation>
    </message>
    <message>
        <source>Edit connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>重新运行</translation>
    </message>
</context>
<context>
    <name>ExportCard</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Connections to export</source>
        <translation>要导出的连接</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>File content</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>Contains no secrets, only where each is kept. Safe to commit to git.</source>
        <translation>文件中没有密钥，只写明密钥存放在哪里，可以放心提交到 git。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Config file (TOML)</source>
        <translation>配置文件（TOML）</translation>
    </message>
    <message>
        <source>Config file (JSON)</source>
        <translation>配置文件（JSON）</translation>
    </message>
    <message>
        <source>Config file (YAML)</source>
        <translation>配置文件（YAML）</translation>
    </message>
    <message>
        <source>Encrypted package</source>
        <translation>加密包</translation>
    </message>
    <message>
        <source>Link for a chat</source>
        <translation>聊天用链接</translation>
    </message>
    <message>
        <source>Hand-over sheet</source>
        <translation>交接单</translation>
    </message>
    <message>
        <source>Test sheet (PDF)</source>
        <translation>测试单（PDF）</translation>
    </message>
    <message>
        <source>Environment variables</source>
        <translation>环境变量</translation>
    </message>
    <message>
        <source>To keep in Git</source>
        <translation>保存到 Git</translation>
    </message>
    <message>
        <source>Authing API calls</source>
        <translation>Authing API 调用</translation>
    </message>
    <message>
        <source>To hand over</source>
        <translation>交给他人</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>{chosen} of {count}</source>
        <translation>已选 {chosen} / {count}</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>The stored connections cannot be read.</source>
        <translation>无法读取已保存的连接。</translation>
    </message>
    <message>
        <source>There is no connection to export yet.</source>
        <translation>还没有可以导出的连接。</translation>
    </message>
    <message>
        <source>{count} with errors or still drafts cannot be exported.</source>
        <translation>另有 {count} 个连接存在错误或仍是草稿，不能导出。</translation>
    </message>
    <message>
        <source>Contains the secrets available here. Any age tool, or Import, can open it.</source>
        <translation>其中包含此处可取得的 Secret，任何 age 工具和“导入”都能打开。</translation>
    </message>
    <message>
        <source>One page per connection, for testing with a phone. It contains no secrets.</source>
        <translation>每个连接一页，供真机测试使用。页上不含任何 Secret。</translation>
    </message>
    <message>
        <source>Contains no secrets; env: and file: become keyring:. Whoever opens it first sees what it would change.</source>
        <translation>其中没有 Secret，env: 和 file: 会写成 keyring:。打开链接的人会先看到将发生的变化。</translation>
    </message>
    <message>
        <source>Test sheet of {name}</source>
        <translation>{name} 的测试单</translation>
    </message>
    <message>
        <source>Choose at least one connection</source>
        <translation>请至少选择一个连接</translation>
    </message>
    <message>
        <source>A file can contain at most {count} connections: choose fewer</source>
        <translation>一个文件最多包含 {count} 个连接：请少选一些</translation>
    </message>
    <message>
        <source>Too much for a link: choose fewer connections, or a file</source>
        <translation>内容过多，放不进链接：请少选一些，或改用文件</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Export connections</source>
        <translation>导出连接</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Choose an SSH private key</source>
        <translation>选择 SSH 私钥</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>{name} does not contain every secret</source>
        <translation>{name} 未包含全部 Secret</translation>
    </message>
    <message>
        <source>{name} could not be saved</source>
        <translation>无法保存 {name}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已保存为 {name}</translation>
    </message>
    <message>
        <source>{name} belongs to the file&apos;s earlier content</source>
        <translation>{name} 属于文件之前的内容</translation>
    </message>
    <message>
        <source>An import would refuse it: sign the file again, or delete it.</source>
        <translation>导入时会拒绝：请重新签名，或删除该签名。</translation>
    </message>
</context>
<context>
    <name>FailureBox</name>
    <message>
        <source>The stored connections cannot be read</source>
        <translation>无法读取已保存的连接</translation>
    </message>
    <message>
        <source>The team&apos;s scenarios cannot be used</source>
        <translation>无法使用团队的场景</translation>
    </message>
    <message>
        <source>The runs could not continue</source>
        <translation>运行无法继续</translation>
    </message>
    <message>
        <source>The run was ended by a bug in this program</source>
        <translation>运行因本程序的缺陷而中断</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
</context>
<context>
    <name>FaultForm</name>
    <message>
        <source>Path (* at the end matches everything below)</source>
        <translation>路径（末尾可用 *）</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>故障类型</translation>
    </message>
    <message>
        <source>WeCom errcode</source>
        <translation>返回 errcode</translation>
    </message>
    <message>
        <source>HTTP status</source>
        <translation>HTTP 状态码</translation>
    </message>
    <message>
        <source>Delay in seconds</source>
        <translation>延迟（秒）</translation>
    </message>
    <message>
        <source>Connection reset</source>
        <translation>连接被重置</translation>
    </message>
    <message>
        <source>Truncated response</source>
        <translation>响应被截断</translation>
    </message>
    <message>
        <source>Response is not JSON</source>
        <translation>响应不是 JSON</translation>
    </message>
    <message>
        <source>Empty response</source>
        <translation>响应为空</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>always</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Add fault</source>
        <translation>添加故障</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The path must start with / and must not belong to the control API.</source>
        <translation>路径以 / 开头，且不能是控制接口。</translation>
    </message>
    <message>
        <source>Enter a number of 1 or more, or leave it empty.</source>
        <translation>请填写不小于 1 的整数，或留空。</translation>
    </message>
    <message>
        <source>Enter a status from 200 to 599.</source>
        <translation>状态码应为 200 到 599。</translation>
    </message>
    <message>
        <source>Enter at most 600 seconds.</source>
        <translation>最多 600 秒。</translation>
    </message>
    <message>
        <source>Enter a number other than 0.</source>
        <translation>请填写 0 以外的整数。</translation>
    </message>
</context>
<context>
    <name>FaultsPane</name>
    <message>
        <source>Add fault</source>
        <translation>添加故障</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>持续生效</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>剩余 {count} 次</translation>
    </message>
    <message>
        <source>Remove fault</source>
        <translation>移除故障</translation>
    </message>
    <message>
        <source>IP not trusted</source>
        <translation>IP 不可信</translation>
    </message>
    <message>
        <source>Code refused</source>
        <translation>code 被拒绝</translation>
    </message>
    <message>
        <source>Access token expired</source>
        <translation>access_token 已过期</translation>
    </message>
    <message>
        <source>Rate limit reached</source>
        <translation>达到频率上限</translation>
    </message>
    <message>
        <source>Response is not JSON</source>
        <translation>响应不是 JSON</translation>
    </message>
    <message>
        <source>Slow response</source>
        <translation>响应缓慢</translation>
    </message>
    <message>
        <source>Bad gateway</source>
        <translation>网关错误</translation>
    </message>
    <message>
        <source>Connection reset</source>
        <translation>连接被重置</translation>
    </message>
    <message>
        <source>Truncated response</source>
        <translation>响应被截断</translation>
    </message>
    <message>
        <source>Empty response</source>
        <translation>响应为空</translation>
    </message>
    <message>
        <source>WeCom refuses</source>
        <translation>企业微信拒绝</translation>
    </message>
    <message>
        <source>HTTP error</source>
        <translation>HTTP 错误</translation>
    </message>
</context>
<context>
    <name>FieldSection</name>
    <message>
        <source>Fields</source>
        <translation>输入框</translation>
    </message>
    <message>
        <source>16 hexadecimal digits after ww.</source>
        <translation>ww 之后应为 16 位十六进制字符。</translation>
    </message>
    <message>
        <source>10 characters, usually 43.</source>
        <translation>共 10 位，通常为 43 位。</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>Begins with ww.</source>
        <translation>以 ww 开头。</translation>
    </message>
    <message>
        <source>Filled in</source>
        <translation>已填写</translation>
    </message>
    <message>
        <source>Valid.</source>
        <translation>格式正确。</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>多行文本</translation>
    </message>
    <message>
        <source>Text, error</source>
        <translation>多行文本，错误</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Repaired</source>
        <translation>粘贴已修正</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>长文本</translation>
    </message>
    <message>
        <source>Secret, masked</source>
        <translation>密钥，已隐藏</translation>
    </message>
    <message>
        <source>Secret, revealed</source>
        <translation>密钥，已显示</translation>
    </message>
    <message>
        <source>Asking for a secret</source>
        <translation>询问口令</translation>
    </message>
    <message>
        <source>The schema’s parts</source>
        <translation>Schema 的各部分</translation>
    </message>
    <message>
        <source>Enterprise ID</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>Request body</source>
        <translation>请求体</translation>
    </message>
    <message>
        <source>A } is missing.</source>
        <translation>缺少一个 }。</translation>
    </message>
    <message>
        <source>Name, identifier or tag</source>
        <translation>名称、标识或标签</translation>
    </message>
    <message>
        <source>Cannot be changed once created.</source>
        <translation>创建后不能修改。</translation>
    </message>
    <message>
        <source>Removed 1 space that came with the paste.</source>
        <translation>已去掉粘贴时带入的 1 个空格。</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填入</translation>
    </message>
    <message>
        <source>A sentence that is longer than the field is wide goes on in a second line, and the fields beside it stay where they are.</source>
        <translation>比输入框更长的提示会换到下一行，旁边的输入框位置不变，长文本也不会被截断，始终可以完整阅读。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>The last six digits do not match AgentID 1000002.</source>
        <translation>末六位与 AgentID 1000002 不一致。</translation>
    </message>
    <message>
        <source>as in the Enterprise ID</source>
        <translation>与企业 ID 一致</translation>
    </message>
    <message>
        <source>should be 000002</source>
        <translation>应为 000002</translation>
    </message>
    <message>
        <source>Change to …000002</source>
        <translation>改为 …000002</translation>
    </message>
    <message>
        <source>Keep it anyway</source>
        <translation>仍然保留</translation>
    </message>
</context>
<context>
    <name>FileOpener</name>
    <message>
        <source>This link cannot be opened: it may be incomplete, or need a newer version.</source>
        <translation>无法打开此链接：它可能不完整，或需要更新的版本。</translation>
    </message>
    <message>
        <source>No connection here is called {identifier}.</source>
        <translation>这里没有名为 {identifier} 的连接。</translation>
    </message>
    <message>
        <source>The stored connections cannot be read</source>
        <translation>无法读取已保存的连接</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>FolderButton</name>
    <message>
        <source>Environment, tags</source>
        <translation>环境、标签</translation>
    </message>
    <message>
        <source>Shown: {what}</source>
        <translation>当前显示：{what}</translation>
    </message>
</context>
<context>
    <name>FolderMenu</name>
    <message>
        <source>All environments</source>
        <translation>全部环境</translation>
    </message>
    <message>
        <source>More tags: type them into the search field</source>
        <translation>更多标签：请在搜索框中输入</translation>
    </message>
</context>
<context>
    <name>FormFooter</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Test draft</source>
        <translation>测试草稿</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Saving</source>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>No changes</source>
        <translation>没有任何修改</translation>
    </message>
    <message>
        <source>{count} error</source>
        <translation>{count} 个错误</translation>
    </message>
    <message>
        <source>{count} errors</source>
        <translation>{count} 个错误</translation>
    </message>
    <message>
        <source>{count} warning</source>
        <translation>{count} 个警告</translation>
    </message>
    <message>
        <source>{count} warnings</source>
        <translation>{count} 个警告</translation>
    </message>
    <message>
        <source>Jump to {field}</source>
        <translation>跳到 {field}</translation>
    </message>
    <message>
        <source>Draft saved automatically</source>
        <translation>草稿已自动保存</translation>
    </message>
</context>
<context>
    <name>FormNotices</name>
    <message>
        <source>Start over</source>
        <translation>重新填写</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>保留我的</translation>
    </message>
    <message>
        <source>Load the other version</source>
        <translation>载入别处的版本</translation>
    </message>
</context>
<context>
    <name>FormView</name>
    <message>
        <source>Not sure what to fill in? Open the guide</source>
        <translation>不知道怎么填？查看帮助文档</translation>
    </message>
</context>
<context>
    <name>GalleryWindow</name>
    <message>
        <source>Gallery of controls</source>
        <translation>控件展示</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Normal contrast</source>
        <translation>标准对比度</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
</context>
<context>
    <name>HeadCard</name>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>+5 min</source>
        <translation>+5 分钟</translation>
    </message>
    <message>
        <source>Advance codes and tokens by five minutes</source>
        <translation>让 code 和令牌的时间前进 5 分钟</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>自定义</translation>
    </message>
    <message>
        <source>A local WeCom and Authing, on this computer only</source>
        <translation>本机上的企业微信与 Authing，其他设备无法访问</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count} 秒</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} 小时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>for {time}, {calls} calls</source>
        <translation>{time}，{calls} 次请求</translation>
    </message>
</context>
<context>
    <name>HeaderPart</name>
    <message>
        <source>Test several</source>
        <translation>批量测试</translation>
    </message>
    <message>
        <source>Explain an error</source>
        <translation>解释错误</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>搜索帮助文档</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>目录</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>帮助文档</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>功能</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Fields of a connection</source>
        <translation>连接的字段</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>the latest {shown} of {total}</source>
        <translation>共 {total} 版，显示最近 {shown} 版</translation>
    </message>
    <message>
        <source>Revision {number}</source>
        <translation>第 {number} 版</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>HostedPage</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
</context>
<context>
    <name>IdentityCard</name>
    <message>
        <source>Show Secret</source>
        <translation>显示 Secret</translation>
    </message>
    <message>
        <source>Hide Secret</source>
        <translation>隐藏 Secret</translation>
    </message>
</context>
<context>
    <name>ImportCard</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>All or nothing. The locations of secrets on this computer do not change.</source>
        <translation>要么全部导入，要么一个也不导入。本机已有的密钥存放位置保持不变。</translation>
    </message>
    <message>
        <source>Drop config files (TOML, JSON, YAML), Authing&apos;s JSON or an encrypted package here.</source>
        <translation>将配置文件（TOML、JSON、YAML）、Authing 的 JSON 或加密包拖到此处。</translation>
    </message>
    <message>
        <source>Paste a link</source>
        <translation>粘贴链接</translation>
    </message>
    <message>
        <source>What to do with all that differ</source>
        <translation>所有不同的连接如何处理</translation>
    </message>
    <message>
        <source>For all that differ…</source>
        <translation>对所有不同的连接…</translation>
    </message>
    <message>
        <source>The file cannot be imported</source>
        <translation>无法导入这个文件</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>没有可以导入的连接</translation>
    </message>
    <message>
        <source>Line {line}, column {column}</source>
        <translation>第 {line} 行，第 {column} 列</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>{count} 个新连接</translation>
    </message>
    <message>
        <source>{count} changed</source>
        <translation>{count} 个有变化</translation>
    </message>
    <message>
        <source>{count} the same</source>
        <translation>{count} 个没有变化</translation>
    </message>
    <message>
        <source>{count} with errors</source>
        <translation>{count} 个有错误</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Reading files: {done} of {total}</source>
        <translation>正在读取文件：{done} / {total}</translation>
    </message>
    <message>
        <source>Comparing: {done} of {total}</source>
        <translation>正在比较：{done} / {total}</translation>
    </message>
    <message>
        <source>Importing: {done} of {total}</source>
        <translation>正在导入：{done} / {total}</translation>
    </message>
    <message>
        <source>Undoing: {done} of {total}</source>
        <translation>正在撤销：{done} / {total}</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>还有 {count} 个</translation>
    </message>
</context>
<context>
    <name>ImportRowView</name>
    <message>
        <source>Replace the stored one</source>
        <translation>替换已保存的</translation>
    </message>
    <message>
        <source>Merge both</source>
        <translation>合并两者</translation>
    </message>
    <message>
        <source>Keep the stored one</source>
        <translation>保留已保存的</translation>
    </message>
    <message>
        <source>Import under a new name</source>
        <translation>用新的唯一标识导入</translation>
    </message>
    <message>
        <source>What to do with {name}</source>
        <translation>如何处理 {name}</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>没有变化</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>有变化</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>有错误</translation>
    </message>
    <message>
        <source>Use the file&apos;s</source>
        <translation>采用文件的值</translation>
    </message>
    <message>
        <source>Use the file&apos;s (changed here only)</source>
        <translation>采用文件的值（仅此处改过）</translation>
    </message>
    <message>
        <source>Use the file&apos;s (changed on both sides)</source>
        <translation>采用文件的值（两边都改过）</translation>
    </message>
</context>
<context>
    <name>InboxCard</name>
    <message>
        <source>Inbox</source>
        <translation>收件箱</translation>
    </message>
    <message>
        <source>What a member would receive</source>
        <translation>成员会收到的内容</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>剩余 {time}</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>已使用</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Authing code</source>
        <translation>验证码</translation>
    </message>
    <message>
        <source>WeCom code, {to}</source>
        <translation>企业微信 code，{to}</translation>
    </message>
    <message>
        <source>{to}, by call {call}</source>
        <translation>{to}，第 {call} 次调用时使用</translation>
    </message>
    <message>
        <source>SMS to {to}</source>
        <translation>短信，发往 {to}</translation>
    </message>
    <message>
        <source>Email to {to}</source>
        <translation>邮件，发往 {to}</translation>
    </message>
    <message>
        <source>Authenticator of {to}</source>
        <translation>{to} 的身份验证器</translation>
    </message>
    <message>
        <source>Nothing yet: codes appear when a member agrees, messages when Authing sends them.</source>
        <translation>暂无内容：成员同意登录后会有 code，Authing 要求验证时会有消息。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>Codes</source>
        <translation>code</translation>
    </message>
</context>
<context>
    <name>JournalCard</name>
    <message>
        <source>Journal</source>
        <translation>请求日志</translation>
    </message>
    <message>
        <source>Path or errcode</source>
        <translation>路径或 errcode</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>WeCom</source>
        <translation>企业微信</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Calls to show</source>
        <translation>显示哪些调用</translation>
    </message>
    <message>
        <source>Clear the journal</source>
        <translation>清空日志</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Parameters, redacted</source>
        <translation>参数（已隐去密钥）</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>故障</translation>
    </message>
    <message>
        <source>No calls yet. Point an app or a test at the address.</source>
        <translation>还没有请求。请让应用或测试访问上面的地址。</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause the journal</source>
        <translation>暂停日志</translation>
    </message>
</context>
<context>
    <name>LeaveBar</name>
    <message>
        <source>Save changes</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>Keep as draft</source>
        <translation>保留为草稿</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>放弃修改</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
</context>
<context>
    <name>LegsCard</name>
    <message>
        <source>Legs</source>
        <translation>各段结果</translation>
    </message>
    <message>
        <source>Compare with last success</source>
        <translation>与最近一次成功比较</translation>
    </message>
    <message>
        <source>End comparison</source>
        <translation>结束比较</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>{proven} of {count} proven</source>
        <translation>{count} 段中 {proven} 段已证实</translation>
    </message>
    <message>
        <source>Changed since this run: {proven}</source>
        <translation>运行之后有改动：{proven}</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>Leg {number}: {name}</source>
        <translation>第 {number} 段：{name}</translation>
    </message>
    <message>
        <source>There is no run to report</source>
        <translation>还没有可以保存的运行结果</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>未运行</translation>
    </message>
</context>
<context>
    <name>LiveStrip</name>
    <message>
        <source>Show the steps</source>
        <translation>展开各步</translation>
    </message>
    <message>
        <source>Collapse the steps</source>
        <translation>收起各步</translation>
    </message>
</context>
<context>
    <name>LockBox</name>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Open the package</source>
        <translation>打开加密包</translation>
    </message>
    <message>
        <source>Choose a key file</source>
        <translation>选择密钥文件</translation>
    </message>
    <message>
        <source>This package is encrypted with a passphrase. Ask its sender for it.</source>
        <translation>此加密包使用口令加密，请向发送方索取口令。</translation>
    </message>
    <message>
        <source>This package is encrypted to keys. Choose your age identity file, or an SSH private key file without a passphrase.</source>
        <translation>此加密包是发给密钥持有者的。请选择你的 age 密钥文件，或没有口令的 SSH 私钥文件。</translation>
    </message>
</context>
<context>
    <name>LoginTestPage</name>
    <message>
        <source>Login test</source>
        <translation>登录测试</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Explain an error</source>
        <translation>解释错误</translation>
    </message>
    <message>
        <source>Back to the form</source>
        <translation>返回表单</translation>
    </message>
    <message>
        <source>Run the selected scenarios</source>
        <translation>运行选中的场景</translation>
    </message>
    <message>
        <source>Run all scenarios</source>
        <translation>运行全部场景</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Exchanges</source>
        <translation>请求与响应</translation>
    </message>
    <message>
        <source>Resize the panes</source>
        <translation>移动窗格的边界</translation>
    </message>
    <message>
        <source>Find a scenario</source>
        <translation>查找场景</translation>
    </message>
    <message>
        <source>Copy explanation</source>
        <translation>复制说明</translation>
    </message>
    <message>
        <source>Test several connections</source>
        <translation>批量测试多个连接</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Enterprise identity sources</source>
        <translation>企业身份源</translation>
    </message>
    <message>
        <source>Login test</source>
        <translation>登录测试</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>On</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>身份源</translation>
    </message>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Switch to English</source>
        <translation>切换到英文</translation>
    </message>
    <message>
        <source>Switch to Chinese</source>
        <translation>切换到中文</translation>
    </message>
    <message>
        <source>Switch to the light theme</source>
        <translation>切换到浅色主题</translation>
    </message>
    <message>
        <source>Switch to the dark theme</source>
        <translation>切换到深色主题</translation>
    </message>
</context>
<context>
    <name>MatrixChoiceCard</name>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connections to test</source>
        <translation>要测试的连接</translation>
    </message>
    <message>
        <source>There are no connections without errors yet.</source>
        <translation>还没有无错误的连接。</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>后端</translation>
    </message>
    <message>
        <source>Concurrent runs</source>
        <translation>同时运行数</translation>
    </message>
    <message>
        <source>Each connection&apos;s own backend</source>
        <translation>各连接自己的后端</translation>
    </message>
    <message>
        <source>Stop at the first unexpected result</source>
        <translation>遇到第一个不符合预期的就停止</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{chosen} of {count}</source>
        <translation>已选 {chosen} / {count}</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <translation>全不选</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>All scenarios</source>
        <translation>全部场景</translation>
    </message>
    <message>
        <source>{count} logins</source>
        <translation>共 {count} 次登录</translation>
    </message>
    <message>
        <source>{count} more cannot run in this combination and are skipped.</source>
        <translation>另有 {count} 次在此条件下无法运行，已略过。</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>还有 {count} 个</translation>
    </message>
    <message>
        <source>Skipped, because not set up: {names}</source>
        <translation>未设置应用，因此不运行：{names}</translation>
    </message>
    <message>
        <source>A run is in progress</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>No logins selected</source>
        <translation>没有选择任何登录</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>没有正在运行的测试</translation>
    </message>
</context>
<context>
    <name>MatrixPage</name>
    <message>
        <source>Test several connections</source>
        <translation>批量测试多个连接</translation>
    </message>
    <message>
        <source>Run the selected logins</source>
        <translation>运行所选登录</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Compare with an earlier report</source>
        <translation>与之前的报告比较</translation>
    </message>
    <message>
        <source>{done} logins finished, {count} of them not as expected.</source>
        <translation>{done} 次登录已结束，其中 {count} 次不符合预期。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The stored connections cannot be read</source>
        <translation>无法读取已保存的连接</translation>
    </message>
    <message>
        <source>The team&apos;s scenarios cannot be used</source>
        <translation>无法使用团队的场景</translation>
    </message>
    <message>
        <source>Nothing to compare with</source>
        <translation>没有可比较的内容</translation>
    </message>
    <message>
        <source>The runs could not continue</source>
        <translation>运行无法继续</translation>
    </message>
    <message>
        <source>The runs were ended by a bug in this program</source>
        <translation>运行因本程序的缺陷而中断</translation>
    </message>
    <message>
        <source>Recorded runs</source>
        <translation>运行记录</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
</context>
<context>
    <name>MemberLine</name>
    <message>
        <source>Remove {name} from the team</source>
        <translation>将 {name} 移出团队</translation>
    </message>
</context>
<context>
    <name>MembersPane</name>
    <message>
        <source>Members</source>
        <translation>成员</translation>
    </message>
    <message>
        <source>Add member</source>
        <translation>添加成员</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已禁用</translation>
    </message>
    <message>
        <source>In the visible range</source>
        <translation>在可见范围内</translation>
    </message>
    <message>
        <source>Not in the visible range</source>
        <translation>不在可见范围</translation>
    </message>
    <message>
        <source>Account ID (userid)</source>
        <translation>账号（userid）</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>禁用</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Remove from the visible range</source>
        <translation>移出可见范围</translation>
    </message>
    <message>
        <source>Add to the visible range</source>
        <translation>加入可见范围</translation>
    </message>
</context>
<context>
    <name>Moments</name>
    <message>
        <source>{date}, {time}</source>
        <translation>{date} {time}</translation>
    </message>
</context>
<context>
    <name>NamedConnections</name>
    <message>
        <source>Open {name}</source>
        <translation>打开“{name}”</translation>
    </message>
    <message>
        <source>Run test of {name}</source>
        <translation>测试 {name}</translation>
    </message>
</context>
<context>
    <name>NewPassphrase</name>
    <message>
        <source>Anyone who knows the passphrase can open the package. Send it separately from the file.</source>
        <translation>知道口令的人都能打开此加密包。请通过与文件不同的途径告知口令。</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Repeat the passphrase</source>
        <translation>再次输入</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Short: a longer one of several words is harder to guess.</source>
        <translation>口令较短：由多个词组成的长口令更难被猜中。</translation>
    </message>
    <message>
        <source>It cannot be recovered.</source>
        <translation>口令无法找回。</translation>
    </message>
    <message>
        <source>The passphrases do not match.</source>
        <translation>两次输入不一致。</translation>
    </message>
</context>
<context>
    <name>OthersCard</name>
    <message>
        <source>Other connections of this user pool</source>
        <translation>此用户池中的其他连接</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Add here</source>
        <translation>添加到本机</translation>
    </message>
</context>
<context>
    <name>PackageBox</name>
    <message>
        <source>Who can open it</source>
        <translation>谁可以打开</translation>
    </message>
    <message>
        <source>Keys of the team</source>
        <translation>团队公钥</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>口令</translation>
    </message>
    <message>
        <source>Encrypting</source>
        <translation>正在加密</translation>
    </message>
    <message>
        <source>Select who can open it</source>
        <translation>请勾选可以打开它的成员</translation>
    </message>
    <message>
        <source>Type the passphrase twice</source>
        <translation>请输入两次口令</translation>
    </message>
</context>
<context>
    <name>PaneSection</name>
    <message>
        <source>Panes</source>
        <translation>布局</translation>
    </message>
    <message>
        <source>Splitter</source>
        <translation>分隔条</translation>
    </message>
    <message>
        <source>At rest</source>
        <translation>默认状态</translation>
    </message>
    <message>
        <source>Hover</source>
        <translation>悬停</translation>
    </message>
    <message>
        <source>Keyboard focus</source>
        <translation>键盘焦点</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Beside each other</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Pair of fields</source>
        <translation>成对输入框</translation>
    </message>
    <message>
        <source>Scrolling</source>
        <translation>滚动</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>分隔线</translation>
    </message>
    <message>
        <source>Where there is no room</source>
        <translation>空间不足时</translation>
    </message>
    <message>
        <source>Below each other</source>
        <translation>上下排列</translation>
    </message>
    <message>
        <source>Wrapping</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Cards and lists of the form</source>
        <translation>表单的卡片与清单</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>已收起</translation>
    </message>
    <message>
        <source>Checklist</source>
        <translation>检查清单</translation>
    </message>
    <message>
        <source>Count of problems</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Pane</source>
        <translation>窗格</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>Show name</source>
        <translation>显示名称</translation>
    </message>
    <message>
        <source>Line {n}</source>
        <translation>第 {n} 行</translation>
    </message>
    <message>
        <source>Mobile apps</source>
        <translation>移动应用</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>选填</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>The body of the card.</source>
        <translation>卡片内容。</translation>
    </message>
    <message>
        <source>Trusted IP</source>
        <translation>企业可信 IP</translation>
    </message>
    <message>
        <source>Domain</source>
        <translation>可信域名</translation>
    </message>
    <message>
        <source>Visible range</source>
        <translation>可见范围</translation>
    </message>
    <message>
        <source>2 problems</source>
        <translation>2 个问题</translation>
    </message>
</context>
<context>
    <name>PasteCard</name>
    <message>
        <source>Paste here</source>
        <translation>粘贴到这里</translation>
    </message>
    <message>
        <source>Text to explain</source>
        <translation>要解释的文本</translation>
    </message>
    <message>
        <source>An error code or message, a response, log lines, a return link, a curl command, a HAR file, a web page, a token</source>
        <translation>错误码或错误信息、响应、日志、返回链接、curl 命令、HAR 文件、网页、令牌</translation>
    </message>
    <message>
        <source>Nothing is sent or saved. You can also drop a file, or a picture with a QR code.</source>
        <translation>内容不会发送到任何地方，也不会保存。可以把文件或带二维码的图片拖到这里。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Open file</source>
        <translation>打开文件</translation>
    </message>
    <message>
        <source>Rank causes for</source>
        <translation>按此连接排列原因</translation>
    </message>
    <message>
        <source>No particular connection</source>
        <translation>不指定连接</translation>
    </message>
</context>
<context>
    <name>PastePane</name>
    <message>
        <source>Paste the link that WeCom used to return to the app. It is read immediately.</source>
        <translation>粘贴企业微信返回应用时使用的链接，粘贴后立即解析。</translation>
    </message>
    <message>
        <source>Return link</source>
        <translation>返回链接</translation>
    </message>
    <message>
        <source>redacted · {length}</source>
        <translation>已隐去 · {length}</translation>
    </message>
    <message>
        <source>Use it for the run</source>
        <translation>交给本次运行</translation>
    </message>
    <message>
        <source>The member agreed.</source>
        <translation>成员已同意。</translation>
    </message>
    <message>
        <source>The member cancelled.</source>
        <translation>成员已取消。</translation>
    </message>
    <message>
        <source>WeCom reported a failure.</source>
        <translation>企业微信返回失败。</translation>
    </message>
    <message>
        <source>Unknown result code.</source>
        <translation>结果码不在已知的范围内。</translation>
    </message>
</context>
<context>
    <name>PhoneCard</name>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Virtual</source>
        <translation>虚拟手机</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Paste link</source>
        <translation>粘贴链接</translation>
    </message>
    <message>
        <source>Earlier screen</source>
        <translation>上一个画面</translation>
    </message>
    <message>
        <source>Later screen</source>
        <translation>下一个画面</translation>
    </message>
    <message>
        <source>Answer by hand</source>
        <translation>手动确认</translation>
    </message>
    <message>
        <source>The run waits until you agree or cancel, or paste what a real phone received.</source>
        <translation>运行会等待你同意或取消，或粘贴真机收到的内容。</translation>
    </message>
    <message>
        <source>Leg {number} of {count}</source>
        <translation>第 {number} 段，共 {count} 段</translation>
    </message>
    <message>
        <source>Only the link that a real phone returns proves what happened on it.</source>
        <translation>真机上发生了什么，只能由它返回的链接证实。</translation>
    </message>
</context>
<context>
    <name>PhoneScreens</name>
    <message>
        <source>Your company&apos;s app</source>
        <translation>企业的应用</translation>
    </message>
    <message>
        <source>Back in your app</source>
        <translation>已返回应用</translation>
    </message>
    <message>
        <source>Login cancelled</source>
        <translation>已取消登录</translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation>正在登录</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>已登录</translation>
    </message>
    <message>
        <source>Not logged in</source>
        <translation>没有登录</translation>
    </message>
    <message>
        <source>Login failed</source>
        <translation>登录失败</translation>
    </message>
    <message>
        <source>The button below opens WeCom.</source>
        <translation>点击下方按钮会打开企业微信。</translation>
    </message>
    <message>
        <source>The app handled the refusal without crashing.</source>
        <translation>应用收到拒绝，没有崩溃。</translation>
    </message>
    <message>
        <source>The failed leg shows why.</source>
        <translation>原因见失败的那一段。</translation>
    </message>
    <message>
        <source>The app exchanges the code.</source>
        <translation>应用正在兑换 code。</translation>
    </message>
</context>
<context>
    <name>PortChoice</name>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Otherwise the last port is used again if it is free.</source>
        <translation>不固定时，只要上次的端口空闲就会继续使用。</translation>
    </message>
</context>
<context>
    <name>PreparationBox</name>
    <message>
        <source>Open admin console</source>
        <translation>打开管理后台</translation>
    </message>
    <message>
        <source>Check with WeCom</source>
        <translation>向企业微信查询</translation>
    </message>
    <message>
        <source>{done} of {total} confirmed, from WeCom&apos;s admin console</source>
        <translation>{total} 项中已确认 {done} 项，来自企业微信管理后台</translation>
    </message>
    <message>
        <source>Show the checklist</source>
        <translation>展开清单</translation>
    </message>
    <message>
        <source>Collapse the checklist</source>
        <translation>收起清单</translation>
    </message>
    <message>
        <source>Short list</source>
        <translation>简短清单</translation>
    </message>
    <message>
        <source>Step by step</source>
        <translation>分步说明</translation>
    </message>
    <message>
        <source>Checking</source>
        <translation>正在查询</translation>
    </message>
</context>
<context>
    <name>PreviewCard</name>
    <message>
        <source>Login button preview</source>
        <translation>登录按钮预览</translation>
    </message>
    <message>
        <source>Platform of the preview</source>
        <translation>预览的平台</translation>
    </message>
</context>
<context>
    <name>ProgramMenu</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>PurgeButton</name>
    <message>
        <source>Remove old values</source>
        <translation>清除旧值</translation>
    </message>
</context>
<context>
    <name>QrPane</name>
    <message>
        <source>Login link</source>
        <translation>登录链接</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Open in browser</source>
        <translation>在浏览器中打开</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Login link as a QR code</source>
        <translation>登录链接的二维码</translation>
    </message>
    <message>
        <source>QR code of the login link</source>
        <translation>登录链接的二维码</translation>
    </message>
    <message>
        <source>The run is waiting. Open the link on the phone, then paste what comes back.</source>
        <translation>运行正在等待。请在手机上打开链接，再粘贴返回的内容。</translation>
    </message>
    <message>
        <source>An example link of this connection. To wait for its return, turn on Answer by hand.</source>
        <translation>此连接的示例链接。打开手动确认后再运行，才会等待它的返回。</translation>
    </message>
</context>
<context>
    <name>Recents</name>
    <message>
        <source>Open {name}</source>
        <translation>打开“{name}”</translation>
    </message>
</context>
<context>
    <name>ReportSaver</name>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>The report could not be saved: {reason}</source>
        <translation>无法保存报告：{reason}</translation>
    </message>
    <message>
        <source>Report saved as {name}</source>
        <translation>报告已保存为 {name}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>By connection</source>
        <translation>按连接</translation>
    </message>
    <message>
        <source>Not as expected</source>
        <translation>不符合预期</translation>
    </message>
    <message>
        <source>Since an earlier report</source>
        <translation>与之前的报告相比</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Compare with an earlier report</source>
        <translation>与之前的报告比较</translation>
    </message>
    <message>
        <source>Not as expected ({count})</source>
        <translation>不符合预期（{count}）</translation>
    </message>
    <message>
        <source>Changes ({count})</source>
        <translation>变化（{count}）</translation>
    </message>
    <message>
        <source>A run is in progress</source>
        <translation>正在运行</translation>
    </message>
    <message>
        <source>Nothing has run yet</source>
        <translation>还没有运行过</translation>
    </message>
    <message>
        <source>{done} of {total} logins</source>
        <translation>{done} / {total} 次登录</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>all as expected</source>
        <translation>全部符合预期</translation>
    </message>
    <message>
        <source>{count} simulated</source>
        <translation>{count} 项由模拟器响应</translation>
    </message>
    <message>
        <source>{good} as expected, {bad} not, of {total}</source>
        <translation>{total} 次中 {good} 次符合预期，{bad} 次不符合</translation>
    </message>
    <message>
        <source>Choose connections, platforms and scenarios. Results appear here as the logins run.</source>
        <translation>选择连接、平台和场景。每次登录都会运行，结果显示在这里。</translation>
    </message>
    <message>
        <source>All finished logins ended as expected.</source>
        <translation>已结束的登录全部符合预期。</translation>
    </message>
    <message>
        <source>Compare with an earlier report to see what has changed since.</source>
        <translation>与之前的报告比较，查看此后的变化。</translation>
    </message>
    <message>
        <source>Nothing has changed since {name}.</source>
        <translation>与 {name} 相比没有变化。</translation>
    </message>
</context>
<context>
    <name>RowMenu</name>
    <message>
        <source>Continue</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>RunEnd</name>
    <message>
        <source>{n} scenarios finished.</source>
        <translation>{n} 个场景已运行完毕。</translation>
    </message>
</context>
<context>
    <name>SaveGuard</name>
    <message>
        <source>Save to production</source>
        <translation>保存到生产环境</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>继续编辑</translation>
    </message>
</context>
<context>
    <name>SavedFiles</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ScenarioCard</name>
    <message>
        <source>Scenarios</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Filter scenarios</source>
        <translation>筛选场景</translation>
    </message>
    <message>
        <source>Scenarios to show</source>
        <translation>显示哪些场景</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>后端</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>A run is in progress</source>
        <translation>测试正在运行</translation>
    </message>
    <message>
        <source>No scenario can run here</source>
        <translation>没有可以运行的场景</translation>
    </message>
    <message>
        <source>Nothing is running</source>
        <translation>没有正在运行的测试</translation>
    </message>
    <message>
        <source>Not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Unexpected</source>
        <translation>不符合预期</translation>
    </message>
    <message>
        <source>Not run</source>
        <translation>未运行</translation>
    </message>
    <message>
        <source>Everything ended as expected.</source>
        <translation>没有不符合预期的场景。</translation>
    </message>
    <message>
        <source>Every scenario has run.</source>
        <translation>所有场景都已运行。</translation>
    </message>
    <message>
        <source>No scenario matches.</source>
        <translation>没有包含这些字词的场景。</translation>
    </message>
    <message>
        <source>Run these {n}</source>
        <translation>运行这 {n} 个</translation>
    </message>
    <message>
        <source>{n} not run</source>
        <translation>{n} 个未运行</translation>
    </message>
    <message>
        <source>{n} of {total} as expected</source>
        <translation>{total} 个中 {n} 个符合预期</translation>
    </message>
    <message>
        <source>collapsed</source>
        <translation>已折叠</translation>
    </message>
    <message>
        <source>expanded</source>
        <translation>已展开</translation>
    </message>
    <message>
        <source>Not as expected</source>
        <translation>不符合预期</translation>
    </message>
    <message>
        <source>Waiting for you, leg {leg}</source>
        <translation>等待你操作，第 {leg} 段</translation>
    </message>
    <message>
        <source>Running, leg {leg}</source>
        <translation>进行中，第 {leg} 段</translation>
    </message>
    <message>
        <source>Changed since: {ending}</source>
        <translation>之后有改动：{ending}</translation>
    </message>
</context>
<context>
    <name>ScenarioFileField</name>
    <message>
        <source>Scenarios of your team</source>
        <translation>团队场景</translation>
    </message>
    <message>
        <source>A scenario file (TOML); its scenarios are listed before the built-in ones.</source>
        <translation>场景文件（TOML）；其中的场景排在内置场景之前。</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Do not use a scenario file</source>
        <translation>不使用场景文件</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Scenario files (*.toml)</source>
        <translation>场景文件 (*.toml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a scenario file</source>
        <translation>选择场景文件</translation>
    </message>
</context>
<context>
    <name>SecretPrompt</name>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
</context>
<context>
    <name>SelectSourceView</name>
    <message>
        <source>Search identity sources</source>
        <translation>搜索身份源</translation>
    </message>
    <message>
        <source>No matching identity source.</source>
        <translation>没有匹配的身份源。</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Configured in Authing&apos;s console</source>
        <translation>在 Authing 控制台配置</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Default test platform</source>
        <translation>测试的默认平台</translation>
    </message>
    <message>
        <source>Port of the simulator</source>
        <translation>模拟器端口</translation>
    </message>
    <message>
        <source>any free port</source>
        <translation>任意空闲端口</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>System check</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Licences, log, diagnostics</source>
        <translation>许可证、日志、诊断</translation>
    </message>
    <message>
        <source>WeCom Console {version}</source>
        <translation>WeCom Console {version}</translation>
    </message>
    <message>
        <source>Configures and tests the login with Enterprise WeChat Mobile. MIT licence.</source>
        <translation>配置并测试企业微信移动端登录。以 MIT 许可证发布。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>For messages, reports and the window.</source>
        <translation>用于窗口、提示和报告。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>System follows the desktop.</source>
        <translation>跟随系统：与桌面的深浅色一致。</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>The whole window scales with the text.</source>
        <translation>界面随文字一起放大。</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>High makes text and borders stand out more.</source>
        <translation>“高”会让文字和边框更醒目。</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动画</translation>
    </message>
    <message>
        <source>Reduced: nothing moves or turns.</source>
        <translation>“减少”后界面不再有移动或旋转。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Reduced</source>
        <translation>减少</translation>
    </message>
    <message>
        <source>Takes effect the next time the simulator starts.</source>
        <translation>模拟器下次启动时生效。</translation>
    </message>
    <message>
        <source>Enter a port from 1024 to 65535, or 0 for any free one.</source>
        <translation>请填写 1024 到 65535 的端口；填 0 使用任意空闲端口。</translation>
    </message>
</context>
<context>
    <name>SharePage</name>
    <message>
        <source>Share</source>
        <translation>共享</translation>
    </message>
    <message>
        <source>Export the selected connections</source>
        <translation>导出选中的连接</translation>
    </message>
    <message>
        <source>Import a file</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Config files (*.toml *.json *.yaml *.yml *.age)</source>
        <translation>配置文件 (*.toml *.json *.yaml *.yml *.age)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Copy a link that begins with {begin} first.</source>
        <translation>请先复制以 {begin} 开头的链接。</translation>
    </message>
    <message>
        <source>Choose a key file</source>
        <translation>选择密钥文件</translation>
    </message>
    <message>
        <source>Change {count} connections in production?</source>
        <translation>要修改 {count} 个生产环境的连接吗？</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Nothing was imported</source>
        <translation>没有导入任何连接</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>There is no import to undo.</source>
        <translation>没有可撤销的导入。</translation>
    </message>
    <message>
        <source>Undo failed for {names}: check them.</source>
        <translation>以下连接未能恢复原状，请检查：{names}</translation>
    </message>
    <message>
        <source>Stopped: nothing was changed.</source>
        <translation>已停止：一切保持原样。</translation>
    </message>
    <message>
        <source>{created} created, {replaced} replaced, {kept} unchanged</source>
        <translation>新建 {created} 个，替换 {replaced} 个，未变 {kept} 个</translation>
    </message>
    <message>
        <source>{count} secrets are kept for this session only</source>
        <translation>{count} 个密钥仅在本次运行中保留</translation>
    </message>
    <message>
        <source>{told}. {kept}</source>
        <translation>{told}。{kept}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The import was undone.</source>
        <translation>已撤销导入。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ShellCommands</name>
    <message>
        <source>Create identity source</source>
        <translation>创建身份源</translation>
    </message>
    <message>
        <source>Open a config file…</source>
        <translation>打开配置文件…</translation>
    </message>
    <message>
        <source>Go to Sources</source>
        <translation>前往身份源</translation>
    </message>
    <message>
        <source>Go to Login test</source>
        <translation>前往登录测试</translation>
    </message>
    <message>
        <source>Go to Simulator</source>
        <translation>前往模拟器</translation>
    </message>
    <message>
        <source>Go to Share</source>
        <translation>前往共享</translation>
    </message>
    <message>
        <source>Go to Settings</source>
        <translation>前往设置</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Run a login test</source>
        <translation>运行登录测试</translation>
    </message>
    <message>
        <source>Test several connections</source>
        <translation>测试多个连接</translation>
    </message>
    <message>
        <source>Explain an error</source>
        <translation>解释错误</translation>
    </message>
    <message>
        <source>Log in with the demo connection</source>
        <translation>用演示连接登录</translation>
    </message>
    <message>
        <source>Run all scenarios</source>
        <translation>运行全部场景</translation>
    </message>
    <message>
        <source>Save a report of the login test</source>
        <translation>保存登录测试报告</translation>
    </message>
    <message>
        <source>Compare with an earlier report</source>
        <translation>与之前的报告比较</translation>
    </message>
    <message>
        <source>Start the simulator</source>
        <translation>启动模拟器</translation>
    </message>
    <message>
        <source>Export the selected connections</source>
        <translation>导出所选连接</translation>
    </message>
    <message>
        <source>Recently deleted</source>
        <translation>最近删除</translation>
    </message>
    <message>
        <source>Three steps to a first login</source>
        <translation>三步完成首次登录</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Theme: light</source>
        <translation>主题：浅色</translation>
    </message>
    <message>
        <source>Theme: dark</source>
        <translation>主题：深色</translation>
    </message>
    <message>
        <source>Theme: system</source>
        <translation>主题：跟随系统</translation>
    </message>
    <message>
        <source>Switch between Chinese and English</source>
        <translation>切换中文与英文</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Default text size</source>
        <translation>恢复文字大小</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>System check</source>
        <translation>系统检查</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>复制诊断信息</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>查看日志</translation>
    </message>
    <message>
        <source>About WeCom Console</source>
        <translation>关于 WeCom Console</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>所有命令</translation>
    </message>
    <message>
        <source>Open the menu</source>
        <translation>打开菜单</translation>
    </message>
    <message>
        <source>Save the form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>new add connection</source>
        <translation>新建 添加 连接</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>list connections</source>
        <translation>列表 连接</translation>
    </message>
    <message>
        <source>batch matrix</source>
        <translation>批量 矩阵</translation>
    </message>
    <message>
        <source>errcode log paste</source>
        <translation>错误码 日志 粘贴</translation>
    </message>
    <message>
        <source>save file</source>
        <translation>保存 文件</translation>
    </message>
    <message>
        <source>trash restore undo</source>
        <translation>回收站 恢复 撤销</translation>
    </message>
    <message>
        <source>tour begin</source>
        <translation>引导 开始</translation>
    </message>
    <message>
        <source>theme appearance</source>
        <translation>主题 外观</translation>
    </message>
    <message>
        <source>language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>zoom font size</source>
        <translation>缩放 字号 文字大小</translation>
    </message>
    <message>
        <source>guide documentation</source>
        <translation>指南 文档</translation>
    </message>
    <message>
        <source>hotkeys</source>
        <translation>热键</translation>
    </message>
    <message>
        <source>doctor problems</source>
        <translation>诊断 问题</translation>
    </message>
    <message>
        <source>version licences</source>
        <translation>版本 许可</translation>
    </message>
</context>
<context>
    <name>SignLine</name>
    <message>
        <source>Another key</source>
        <translation>更换密钥</translation>
    </message>
    <message>
        <source>Sign with an SSH key</source>
        <translation>用 SSH 密钥签名</translation>
    </message>
    <message>
        <source>Do not sign</source>
        <translation>不签名</translation>
    </message>
    <message>
        <source>Passphrase of {name}</source>
        <translation>{name} 的口令</translation>
    </message>
    <message>
        <source>Use this key</source>
        <translation>使用此密钥</translation>
    </message>
    <message>
        <source>Signed with {name}: the signature is saved beside the file as .sig.</source>
        <translation>用 {name} 签名：签名保存在文件旁的 .sig 文件中。</translation>
    </message>
</context>
<context>
    <name>SimulatorPage</name>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>This computer only</source>
        <translation>仅限本机</translation>
    </message>
    <message>
        <source>A local WeCom and Authing for development and testing: members, codes, faults and a journal of every call.</source>
        <translation>供开发和测试使用的本机企业微信与 Authing：可管理成员、code 和故障，并记录每次请求。</translation>
    </message>
    <message>
        <source>Start the simulator</source>
        <translation>启动模拟器</translation>
    </message>
    <message>
        <source>Stop the simulator</source>
        <translation>停止模拟器</translation>
    </message>
    <message>
        <source>Copy the simulator&apos;s address</source>
        <translation>复制模拟器地址</translation>
    </message>
    <message>
        <source>Copy the simulator&apos;s .env</source>
        <translation>复制模拟器的 .env</translation>
    </message>
    <message>
        <source>Open virtual phone</source>
        <translation>打开虚拟手机</translation>
    </message>
    <message>
        <source>Reset the simulator</source>
        <translation>重置模拟器</translation>
    </message>
    <message>
        <source>The simulator could not be started</source>
        <translation>模拟器无法启动</translation>
    </message>
    <message>
        <source>Choose another port above, or leave it empty for any free one.</source>
        <translation>请在上方改用其他端口；留空则自动选择。</translation>
    </message>
    <message>
        <source>Port {port} is not available</source>
        <translation>端口 {port} 无法使用</translation>
    </message>
    <message>
        <source>The connection has been deleted, or now has errors.</source>
        <translation>该连接已被删除，或当前存在错误。</translation>
    </message>
    <message>
        <source>Start again to use the demo company, or choose another connection.</source>
        <translation>重新启动将使用演示企业，也可以选择其他连接。</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>SortMenu</name>
    <message>
        <source>Move to {environment}</source>
        <translation>移到{environment}</translation>
    </message>
    <message>
        <source>Remove tag {tag}</source>
        <translation>移除标签 {tag}</translation>
    </message>
    <message>
        <source>Add a tag…</source>
        <translation>添加标签…</translation>
    </message>
</context>
<context>
    <name>SortingCard</name>
    <message>
        <source>Environment and tags</source>
        <translation>环境与标签</translation>
    </message>
</context>
<context>
    <name>SourceListPanel</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Last test, leg 1 to 7</source>
        <translation>最近测试，第 1 至 7 段</translation>
    </message>
    <message>
        <source>sorted ascending</source>
        <translation>升序</translation>
    </message>
    <message>
        <source>sorted descending</source>
        <translation>降序</translation>
    </message>
    <message>
        <source>Drop a config file here to add it</source>
        <translation>把配置文件拖到这里即可添加</translation>
    </message>
    <message>
        <source>Identity sources</source>
        <translation>身份源</translation>
    </message>
    <message>
        <source>Larger rows</source>
        <translation>宽松行</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>紧凑行</translation>
    </message>
    <message>
        <source>No connection matches this search.</source>
        <translation>没有符合条件的连接。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>SourceWords</name>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>预发</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已证实</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Not provable here</source>
        <translation>此处无法证实</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>填写中</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>有未保存的修改</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>Enterprise ID {corp_id}</source>
        <translation>企业 ID {corp_id}</translation>
    </message>
    <message>
        <source>AgentID {agent_id}</source>
        <translation>AgentID {agent_id}</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续填写</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>重新测试</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>More actions for {name}</source>
        <translation>“{name}”的更多操作</translation>
    </message>
    <message>
        <source>Not tested yet</source>
        <translation>尚未测试</translation>
    </message>
    <message>
        <source>Changed since the last test</source>
        <translation>上次测试之后有改动</translation>
    </message>
    <message>
        <source>Login not tested</source>
        <translation>尚未测试登录</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>{n} min ago</source>
        <translation>{n} 分钟前</translation>
    </message>
    <message>
        <source>1 hour ago</source>
        <translation>1 小时前</translation>
    </message>
    <message>
        <source>{n} hours ago</source>
        <translation>{n} 小时前</translation>
    </message>
    <message>
        <source>yesterday, {time},</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>yesterday, {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>{date}, {time},</source>
        <translation>{date} {time}</translation>
    </message>
    <message>
        <source>{date}, {time}</source>
        <translation>{date} {time}</translation>
    </message>
    <message>
        <source>Not created yet, edited {when}</source>
        <translation>尚未创建，编辑于{when}</translation>
    </message>
    <message>
        <source>Draft, edited {when}</source>
        <translation>草稿，最近编辑：{when}</translation>
    </message>
    <message>
        <source>Edited {when}</source>
        <translation>最近编辑：{when}</translation>
    </message>
    <message>
        <source>{n} not as expected</source>
        <translation>{n} 个不符合预期</translation>
    </message>
    <message>
        <source>{n} of {total} scenarios as expected · {when}</source>
        <translation>{total} 个场景中 {n} 个符合预期 · {when}</translation>
    </message>
    <message>
        <source>Tested {when} against Authing</source>
        <translation>最近测试：{when}，后端为 Authing</translation>
    </message>
    <message>
        <source>Tested {when} against the WeCom API</source>
        <translation>最近测试：{when}，后端为企业微信 API</translation>
    </message>
    <message>
        <source>Tested {when} against the simulator</source>
        <translation>最近测试：{when}，后端为模拟器</translation>
    </message>
    <message>
        <source>Tested {when} against Casdoor</source>
        <translation>最近测试：{when}，后端为 Casdoor</translation>
    </message>
    <message>
        <source>Tested {when} against an HTTP backend</source>
        <translation>最近测试：{when}，后端为自定义 HTTP</translation>
    </message>
    <message>
        <source>{n} proven</source>
        <translation>{n} 段已证实</translation>
    </message>
    <message>
        <source>{n} simulated</source>
        <translation>{n} 段模拟</translation>
    </message>
    <message>
        <source>{n} failed</source>
        <translation>{n} 段失败</translation>
    </message>
    <message>
        <source>{n} skipped</source>
        <translation>{n} 段已跳过</translation>
    </message>
    <message>
        <source>{n} not provable</source>
        <translation>{n} 段无法证实</translation>
    </message>
    <message>
        <source>Leg {leg} failed: {what} ({code})</source>
        <translation>第 {leg} 段失败：{what}（{code}）</translation>
    </message>
    <message>
        <source>Leg {leg} failed: {what}</source>
        <translation>第 {leg} 段失败：{what}</translation>
    </message>
    <message>
        <source>Leg {leg} failed</source>
        <translation>第 {leg} 段失败</translation>
    </message>
</context>
<context>
    <name>SourcesPage</name>
    <message>
        <source>Enterprise identity sources</source>
        <translation>企业身份源</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开“{name}”</translation>
    </message>
    <message>
        <source>Run test of {name}</source>
        <translation>测试“{name}”</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>The connections could not be read</source>
        <translation>无法读取连接</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This is the copy: choose its identifier, then create it.</source>
        <translation>这是副本：请先选定唯一标识，再创建。</translation>
    </message>
</context>
<context>
    <name>SourcesToolbar</name>
    <message>
        <source>Name, identifier, Enterprise ID or tag</source>
        <translation>名称、唯一标识、企业 ID 或标签</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Archived</source>
        <translation>已归档</translation>
    </message>
    <message>
        <source>Create identity source</source>
        <translation>创建身份源</translation>
    </message>
</context>
<context>
    <name>Spoken</name>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>At rest</source>
        <translation>默认状态</translation>
    </message>
    <message>
        <source>Hover</source>
        <translation>悬停</translation>
    </message>
    <message>
        <source>Pressed</source>
        <translation>按下</translation>
    </message>
    <message>
        <source>Keyboard focus</source>
        <translation>键盘焦点</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已禁用</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Simulator running on port {port}</source>
        <translation>模拟器运行中，端口 {port}</translation>
    </message>
    <message>
        <source>Simulator not running</source>
        <translation>模拟器未启动</translation>
    </message>
    <message>
        <source>Secrets in the system keyring</source>
        <translation>Secret 存放在系统密钥环</translation>
    </message>
    <message>
        <source>No keyring: secrets are lost when the window closes</source>
        <translation>没有密钥环：Secret 只保留到窗口关闭</translation>
    </message>
    <message>
        <source>F5 Run test</source>
        <translation>F5 运行测试</translation>
    </message>
    <message>
        <source>Ctrl+N New source</source>
        <translation>Ctrl+N 新建</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Storage</source>
        <translation>存储</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>密钥</translation>
    </message>
    <message>
        <source>Kept in the system keyring or an encrypted vault, never in a plain-text file.</source>
        <translation>保存在系统密钥环或加密保险库中，绝不以明文写入文件。</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>System keyring in use</source>
        <translation>正在使用系统密钥环</translation>
    </message>
    <message>
        <source>For this session only</source>
        <translation>仅本次运行</translation>
    </message>
    <message>
        <source>Not set up</source>
        <translation>尚未创建</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>The system is asking for the password…</source>
        <translation>系统正在询问密码…</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>去设置</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>The system keyring cannot be used</source>
        <translation>无法使用系统密钥环</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>TeamKeys</name>
    <message>
        <source>The selected people can open the package, each with their own key.</source>
        <translation>勾选的成员可用各自的密钥打开此加密包。</translation>
    </message>
    <message>
        <source>The team is empty. Add the public key of everyone who should open the package.</source>
        <translation>团队里还没有成员。请添加可以打开它的人的公钥。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>default: the comment after the key</source>
        <translation>默认取公钥后的注释</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>公钥</translation>
    </message>
    <message>
        <source>age1… or ssh-ed25519 …</source>
        <translation>age1… 或 ssh-ed25519 …</translation>
    </message>
    <message>
        <source>Add to the team</source>
        <translation>加入团队</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>添加公钥</translation>
    </message>
    <message>
        <source>An age key (age-keygen -y) or an SSH key (a .pub file). Never the private one.</source>
        <translation>age 公钥（age-keygen -y）或 SSH 公钥（.pub 文件）。切勿使用私钥。</translation>
    </message>
</context>
<context>
    <name>TestsTab</name>
    <message>
        <source>Changed since</source>
        <translation>之后有改动</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>No test has run yet.</source>
        <translation>还没有运行过测试。</translation>
    </message>
    <message>
        <source>Run test</source>
        <translation>运行测试</translation>
    </message>
    <message>
        <source>No test matches the filter.</source>
        <translation>没有符合筛选条件的测试。</translation>
    </message>
    <message>
        <source>The latest {n} of {total}</source>
        <translation>显示最近 {n} 次，共 {total} 次</translation>
    </message>
    <message>
        <source>Show {n} more</source>
        <translation>再显示 {n} 次</translation>
    </message>
    <message>
        <source>Tests</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not as expected</source>
        <translation>不符合预期</translation>
    </message>
    <message>
        <source>Tests to show</source>
        <translation>显示哪些测试</translation>
    </message>
    <message>
        <source>All backends</source>
        <translation>全部后端</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>后端</translation>
    </message>
    <message>
        <source>The other {n}, all as expected</source>
        <translation>其余 {n} 个，全部符合预期</translation>
    </message>
    <message>
        <source>{n} scenarios</source>
        <translation>{n} 个场景</translation>
    </message>
    <message>
        <source>{n} as expected</source>
        <translation>{n} 个符合预期</translation>
    </message>
    <message>
        <source>{n} not as expected</source>
        <translation>{n} 个不符合预期</translation>
    </message>
    <message>
        <source>1 scenario</source>
        <translation>1 个场景</translation>
    </message>
    <message>
        <source>As expected</source>
        <translation>符合预期</translation>
    </message>
    <message>
        <source>Several scenarios</source>
        <translation>多个场景</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Expand</source>
        <translation>展开</translation>
    </message>
</context>
<context>
    <name>TextSection</name>
    <message>
        <source>Texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Login by Enterprise WeChat 123</source>
        <translation>企业微信登录 WeCom 123</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>字体样式</translation>
    </message>
    <message>
        <source>Verdicts of a field</source>
        <translation>输入框的校验结果</translation>
    </message>
    <message>
        <source>Drawings and what is shortened</source>
        <translation>图标与省略</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>图标</translation>
    </message>
    <message>
        <source>Tile</source>
        <translation>图标块</translation>
    </message>
    <message>
        <source>Shortened</source>
        <translation>已省略</translation>
    </message>
    <message>
        <source>WeCom saw **203.0.113.24**.</source>
        <translation>企业微信看到的 IP 是 **203.0.113.24**。</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Add it to the app’s **trusted IPs**.</source>
        <translation>将它加入该应用的**企业可信 IP**。</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>处理</translation>
    </message>
    <message>
        <source>A **sentence of ours** knows `code` and goes on in the next line where its room ends, so that nothing of it is ever cut.</source>
        <translation>**说明文字**中可以有 `代码`，放不下时换到下一行，任何内容都不会被截断，在窄窗口和大字号下也是如此。</translation>
    </message>
    <message>
        <source>Enterprise ID</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>Running text and code</source>
        <translation>正文与代码</translation>
    </message>
    <message>
        <source>Long text</source>
        <translation>长文本</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Exchange</source>
        <translation>请求与响应</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>The last six digits match.</source>
        <translation>末六位一致。</translation>
    </message>
</context>
<context>
    <name>Tour</name>
    <message>
        <source>1 of 3: your identity sources</source>
        <translation>第 1 步（共 3 步）：你的身份源</translation>
    </message>
    <message>
        <source>They are listed here with the result of their last login.</source>
        <translation>身份源列在这里，并显示各自最近一次登录的结果。</translation>
    </message>
    <message>
        <source>2 of 3: the same path as in the console</source>
        <translation>第 2 步（共 3 步）：与控制台相同的路径</translation>
    </message>
    <message>
        <source>Source, variant, form: every field is checked as you type.</source>
        <translation>选择身份源、选择登录方式、填写表单：每个字段边输入边检查。</translation>
    </message>
    <message>
        <source>3 of 3: a whole login</source>
        <translation>第 3 步（共 3 步）：一次完整的登录</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Exit the tour</source>
        <translation>退出引导</translation>
    </message>
    <message>
        <source>Logging in</source>
        <translation>正在登录</translation>
    </message>
    <message>
        <source>The demo connection logs in with the built-in simulator.</source>
        <translation>演示连接正在通过内置模拟器登录。</translation>
    </message>
    <message>
        <source>Logged in. Leg 1 is proven here, the others are simulated.</source>
        <translation>登录成功。第 1 段已证实，其余各段为模拟。</translation>
    </message>
    <message>
        <source>The login did not complete. The failed leg shows why.</source>
        <translation>登录没有完成，失败的那一段会说明原因。</translation>
    </message>
</context>
<context>
    <name>ValuesView</name>
    <message>
        <source>WeCom</source>
        <translation>企业微信</translation>
    </message>
    <message>
        <source>Enterprise ID</source>
        <translation>企业 ID</translation>
    </message>
    <message>
        <source>App ID</source>
        <translation>App ID</translation>
    </message>
    <message>
        <source>User pool ID</source>
        <translation>用户池 ID</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Control token</source>
        <translation>控制令牌</translation>
    </message>
    <message>
        <source>sent as Bearer to /_sim/…</source>
        <translation>以 Bearer 方式发送到 /_sim/…</translation>
    </message>
    <message>
        <source>Copy .env</source>
        <translation>复制 .env</translation>
    </message>
    <message>
        <source>Copy curl</source>
        <translation>复制 curl</translation>
    </message>
    <message>
        <source>Open virtual phone</source>
        <translation>打开虚拟手机</translation>
    </message>
    <message>
        <source>Copy {name}</source>
        <translation>复制 {name}</translation>
    </message>
    <message>
        <source>Show {name} for 30 seconds</source>
        <translation>显示 {name}（30 秒）</translation>
    </message>
    <message>
        <source>Hide {name}</source>
        <translation>隐藏 {name}</translation>
    </message>
    <message>
        <source>Start the simulator first.</source>
        <translation>请先启动模拟器。</translation>
    </message>
    <message>
        <source>This connection has no app to call with.</source>
        <translation>此连接没有可用于调用的自建应用。</translation>
    </message>
    <message>
        <source>A secret could not be read, so the simulator uses a made-up one.</source>
        <translation>有一个密钥无法取得，模拟器已用编造的值代替。</translation>
    </message>
</context>
<context>
    <name>VaultLock</name>
    <message>
        <source>Passphrase of the vault</source>
        <translation>保险库口令</translation>
    </message>
    <message>
        <source>Opening the vault…</source>
        <translation>正在打开保险库…</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>打开保险库</translation>
    </message>
    <message>
        <source>The secrets of this data folder are in a vault. Once opened, it stays open until this window closes.</source>
        <translation>此数据目录的密钥保存在保险库中。打开后，在窗口关闭前一直可用。</translation>
    </message>
</context>
<context>
    <name>VerdictSection</name>
    <message>
        <source>Verdicts</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>Out of date</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>Glyphs</source>
        <translation>图形</translation>
    </message>
    <message>
        <source>Legs</source>
        <translation>各段结果</translation>
    </message>
    <message>
        <source>Logged in</source>
        <translation>登录成功</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message>
        <source>All verdicts</source>
        <translation>全部判定</translation>
    </message>
    <message>
        <source>Production</source>
        <translation>生产</translation>
    </message>
    <message>
        <source>Staging</source>
        <translation>预发</translation>
    </message>
    <message>
        <source>Development</source>
        <translation>开发</translation>
    </message>
    <message>
        <source>Simulator</source>
        <translation>模拟器</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>环境</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>States and code</source>
        <translation>状态与代码</translation>
    </message>
    <message>
        <source>On</source>
        <translation>开启</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>Differs</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>二维码</translation>
    </message>
    <message>
        <source>Phone and code</source>
        <translation>手机与二维码</translation>
    </message>
    <message>
        <source>Proven</source>
        <translation>已证实</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>模拟</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Not provable here</source>
        <translation>此处无法证实</translation>
    </message>
</context>
<context>
    <name>WecomVariantsView</name>
    <message>
        <source>How do your members log in with WeCom?</source>
        <translation>你的成员如何用企业微信登录？</translation>
    </message>
</context>
</TS>
