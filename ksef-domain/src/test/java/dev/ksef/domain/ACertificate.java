package dev.ksef.domain;

/** A certificate with an RSA key of 2048 bits, made for tests; nobody has its private key. */
final class ACertificate {

    static final String BASE64 =
            "MIICzDCCAbSgAwIBAgIJAIBI6nwYgDMJMA0GCSqGSIb3DQEBCwUAMBMxETAPBgNVBAMTCFRlc3Qga2V5MCAXDTI2MT"
                    + "EyMzIxNDcxN1oYDzIxMjYxMDMwMjE0NzE3WjATMREwDwYDVQQDEwhUZXN0IGtleTCCASIwDQYJKoZIhvcNAQEBBQAD"
                    + "ggEPADCCAQoCggEBAPdAnyEvb1aOj3HQRGFyztqFvQSXvELBcXyRlAIIrd5HYPv749X1bOonkTvBupfxutlj7nLEuo"
                    + "agT0heS1FcGqCKHzUfSis1gbfCOh0qDGZ74yOY0Kzf6w4b1/QcMizCZYJNwVMOT9xHi1lesrXZ9b2JttJvZ4qWXWPd"
                    + "k+pnNObBi0UZIe+jg2Y4W6QUHjBzPRM0aNttXhuftTbSGxDOkhGOu3tYN7rLlERQDWFbO4DlO2o46ECkN+gFzLk8tX"
                    + "g2mXX5tSSA2fI06hqneH3Z/yj+V6ADhVFE6I/cILLezh3Q84iMGKjrhoVsXhvVQwRCjpDO31yELgo225WtnIDLKBMC"
                    + "AwEAAaMhMB8wHQYDVR0OBBYEFMnSpAtNZn9JjKFnC1b5P1gRFFEWMA0GCSqGSIb3DQEBCwUAA4IBAQDiuaEXlxMph4"
                    + "zDGO64ft+IQUZaA6r6IxLrkDUVA++1p7iUNyvcFV0GcjVPd4MKBA2cnaQUX64Df1N2OMC9pylNpen8rC2zlR9fk/FW"
                    + "MedXUkRAr8sIhIkMKR+DeFax32pP8AIY41jokVwVSljd08ufamFXhMv/7zWzu3LgAc+j4rcCGt6Cn2vpWneu6sc3N/"
                    + "w3APetJCO13rum1HJFwzkOAsofB+7bhHmZj15y2b9MDunaXlX1/nc1t65qc3otfLEsMEVw2QaJo09CcIpRtjDZebhw"
                    + "M3A7iX3RZI/RJt/ZSe812fcw3eJ6bTxSHg6aGFCITTFf1pmciaAV6J1FbBMX";

    private ACertificate() {}
}
