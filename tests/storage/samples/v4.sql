BEGIN TRANSACTION;
CREATE TABLE clock_mark (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            believed REAL NOT NULL,
            doubted REAL
        );
INSERT INTO "clock_mark" VALUES(1,1700000006.0,NULL);
CREATE TABLE confirmation (
            slot TEXT NOT NULL,
            item TEXT NOT NULL,
            subject TEXT NOT NULL,
            confirmed_at REAL NOT NULL,
            facts TEXT NOT NULL,
            PRIMARY KEY (slot, item)
        );
INSERT INTO "confirmation" VALUES('00000000000000000000000000000001','app','ww0123456789abcdef/1000002',1700000003.0,'{"name":"Acme"}');
CREATE TABLE import_entry (
            place INTEGER PRIMARY KEY,
            profile_id TEXT NOT NULL,
            identifier TEXT NOT NULL,
            saved INTEGER NOT NULL,
            before INTEGER NOT NULL
        );
INSERT INTO "import_entry" VALUES(1,'00000000000000000000000000000001','acme-wecom',3,2);
CREATE TABLE import_source (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            source TEXT NOT NULL,
            imported_at REAL NOT NULL
        );
INSERT INTO "import_source" VALUES(1,'team.toml',1700000004.0);
CREATE TABLE profile (
            id TEXT PRIMARY KEY NOT NULL,
            identifier TEXT NOT NULL,
            display_name TEXT NOT NULL,
            corp_id TEXT NOT NULL,
            agent_id TEXT NOT NULL,
            environment TEXT NOT NULL,
            tags TEXT NOT NULL,
            search TEXT NOT NULL,
            is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
            config_hash TEXT NOT NULL,
            revision INTEGER NOT NULL CHECK (revision > 0),
            created_at REAL NOT NULL,
            updated_at REAL NOT NULL,
            secrets_at REAL NOT NULL,
            deleted_at REAL,
            document TEXT NOT NULL
        , archived_at REAL);
INSERT INTO "profile" VALUES('00000000000000000000000000000001','acme-wecom','Acme 企业微信','ww0123456789abcdef','1000002','development','["mobile"]','acme-wecom
acme 企业微信
ww0123456789abcdef
1000002
wwauth0123456789abcdef000002
development
com.acme.app


simulator
mobile',0,'4345d794e94c9127c71c373f0f334d74e93c96e24ce1194abb623325ebfdf72c',3,1700000001.0,1700000003.0,1700000003.0,NULL,'{"type":"wechatwork:mobile","identifier":"acme-wecom","display_name":"Acme 企业微信","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:","tags":["mobile"],"android":{"package":"com.acme.app","signature_md5":"0123456789abcdef0123456789abcdef"}}',NULL);
INSERT INTO "profile" VALUES('00000000000000000000000000000002','acme-test','Acme 企业微信','ww','1000002','development','[]','acme-test
acme 企业微信
ww
1000002

development



simulator',1,'52e802f006e981f3798ed99c869f942d783dd998dd7ce6456e5af670a55235ad',1,1700000004.0,1700000004.0,0.0,NULL,'{"type":"wechatwork:mobile","identifier":"acme-test","display_name":"Acme 企业微信","corp_id":"ww","agent_id":"1000002","schema":"","secret":"keyring:"}',NULL);
INSERT INTO "profile" VALUES('00000000000000000000000000000003','acme-old','Acme 企业微信','ww0123456789abcdef','1000002','development','[]','acme-old
acme 企业微信
ww0123456789abcdef
1000002
wwauth0123456789abcdef000002
development



simulator',0,'1b21306b00d4adbbea6a4e0b10e797a29f5418418d1814b6bd87d0b94d9f0094',1,1700000005.0,1700000005.0,0.0,1700000006.0,'{"type":"wechatwork:mobile","identifier":"acme-old","display_name":"Acme 企业微信","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:"}',NULL);
INSERT INTO "profile" VALUES('00000000000000000000000000000004','acme-aside','Acme aside','ww0123456789abcdef','1000003','development','[]','acme-aside
acme aside
ww0123456789abcdef
1000003
wwauth0123456789abcdef000003
development



simulator',0,'21467af4035ee29ff01dca3cf78f9d9e783deee7f9f1da5ae0da5c6a89661b2e',1,1700000001.0,1700000001.0,0.0,NULL,'{"type":"wechatwork:mobile","identifier":"acme-aside","display_name":"Acme aside","corp_id":"ww0123456789abcdef","agent_id":"1000003","schema":"wwauth0123456789abcdef000003","secret":"keyring:"}',1700000002.0);
CREATE TABLE revision (
            profile_id TEXT NOT NULL REFERENCES profile (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            saved_at REAL NOT NULL,
            note TEXT NOT NULL,
            is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
            document TEXT NOT NULL,
            PRIMARY KEY (profile_id, number)
        );
INSERT INTO "revision" VALUES('00000000000000000000000000000001',1,1700000001.0,'',0,'{"type":"wechatwork:mobile","identifier":"acme-wecom","display_name":"Acme 企业微信","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:","tags":["mobile","试用"]}');
INSERT INTO "revision" VALUES('00000000000000000000000000000001',2,1700000002.0,'Authing',0,'{"type":"wechatwork:mobile","identifier":"acme-wecom","display_name":"Acme 企业微信","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:","environment":"production","tags":["mobile","试用"],"backend":{"kind":"authing","host":"https://api.authing.cn","app_host":"https://acme.authing.cn","app_id":"0123456789abcdef01234568","app_secret":"env:ACME_APP_SECRET"}}');
INSERT INTO "revision" VALUES('00000000000000000000000000000001',3,1700000003.0,'secret:secret',0,'{"type":"wechatwork:mobile","identifier":"acme-wecom","display_name":"Acme 企业微信","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:","tags":["mobile"],"android":{"package":"com.acme.app","signature_md5":"0123456789abcdef0123456789abcdef"}}');
INSERT INTO "revision" VALUES('00000000000000000000000000000002',1,1700000004.0,'',1,'{"type":"wechatwork:mobile","identifier":"acme-test","display_name":"Acme 企业微信","corp_id":"ww","agent_id":"1000002","schema":"","secret":"keyring:"}');
INSERT INTO "revision" VALUES('00000000000000000000000000000003',1,1700000005.0,'',0,'{"type":"wechatwork:mobile","identifier":"acme-old","display_name":"Acme 企业微信","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:"}');
INSERT INTO "revision" VALUES('00000000000000000000000000000004',1,1700000001.0,'',0,'{"type":"wechatwork:mobile","identifier":"acme-aside","display_name":"Acme aside","corp_id":"ww0123456789abcdef","agent_id":"1000003","schema":"wwauth0123456789abcdef000003","secret":"keyring:"}');
CREATE TABLE run (
            seq INTEGER PRIMARY KEY,
            run_id TEXT NOT NULL UNIQUE,
            profile_id TEXT NOT NULL,
            connection TEXT NOT NULL,
            scenario TEXT NOT NULL,
            platform TEXT NOT NULL,
            backend TEXT NOT NULL,
            passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
            verdict TEXT NOT NULL,
            legs TEXT NOT NULL,
            config_hash TEXT NOT NULL,
            started_at REAL NOT NULL,
            finished_at REAL NOT NULL,
            events TEXT NOT NULL
        );
INSERT INTO "run" VALUES(1,'run-1','00000000000000000000000000000001','acme-wecom','success','android','simulator',1,'simulated','[{"leg": "profile", "verdict": "proven", "code": ""}, {"leg": "request", "verdict": "simulated", "code": ""}]','4345d794e94c9127c71c373f0f334d74e93c96e24ce1194abb623325ebfdf72c',1700000100.0,1700000101.5,'[{"event":"run_started"}]');
CREATE TABLE secret_claim (
            profile_id TEXT NOT NULL,
            field TEXT NOT NULL,
            claimed_at REAL NOT NULL,
            PRIMARY KEY (profile_id, field)
        );
INSERT INTO "secret_claim" VALUES('00000000000000000000000000000009','secret',1700000005.0);
CREATE TABLE working_copy (
            slot TEXT PRIMARY KEY NOT NULL,
            base_revision INTEGER NOT NULL,
            kept_at REAL NOT NULL,
            document TEXT NOT NULL
        );
INSERT INTO "working_copy" VALUES('00000000000000000000000000000001',3,1700000007.0,'{"type":"wechatwork:mobile","identifier":"acme-wecom","display_name":"Acme","corp_id":"ww0123456789abcdef","agent_id":"1000002","schema":"wwauth0123456789abcdef000002","secret":"keyring:"}');
CREATE UNIQUE INDEX profile_live_identifier ON profile (identifier)
            WHERE deleted_at IS NULL AND identifier <> '';
CREATE INDEX run_of_profile ON run (profile_id, seq);
CREATE INDEX run_of_scenario ON run (profile_id, scenario, platform, backend, seq,
            passed, config_hash, started_at, finished_at);
COMMIT;
PRAGMA application_id = 1464025923;
PRAGMA user_version = 4;

