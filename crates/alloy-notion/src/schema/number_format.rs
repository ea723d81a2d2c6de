//! How numbers are shown.

use crate::wire::names;

names! {
    /// How the numbers of a property are shown.
    pub enum NumberFormat {
        /// As it is.
        Number = "number",
        /// With commas between thousands.
        NumberWithCommas = "number_with_commas",
        /// In percent: 0.5 is 50 %.
        Percent = "percent",
        /// US dollar.
        Dollar = "dollar",
        /// Australian dollar.
        AustralianDollar = "australian_dollar",
        /// Canadian dollar.
        CanadianDollar = "canadian_dollar",
        /// Singapore dollar.
        SingaporeDollar = "singapore_dollar",
        /// Euro.
        Euro = "euro",
        /// British pound.
        Pound = "pound",
        /// Japanese yen.
        Yen = "yen",
        /// Russian ruble.
        Ruble = "ruble",
        /// Indian rupee.
        Rupee = "rupee",
        /// South Korean won.
        Won = "won",
        /// Chinese yuan.
        Yuan = "yuan",
        /// Brazilian real.
        Real = "real",
        /// Turkish lira.
        Lira = "lira",
        /// Indonesian rupiah.
        Rupiah = "rupiah",
        /// Swiss franc.
        Franc = "franc",
        /// Hong Kong dollar.
        HongKongDollar = "hong_kong_dollar",
        /// New Zealand dollar.
        NewZealandDollar = "new_zealand_dollar",
        /// Swedish krona.
        Krona = "krona",
        /// Norwegian krone.
        NorwegianKrone = "norwegian_krone",
        /// Mexican peso.
        MexicanPeso = "mexican_peso",
        /// South African rand.
        Rand = "rand",
        /// New Taiwan dollar.
        NewTaiwanDollar = "new_taiwan_dollar",
        /// Danish krone.
        DanishKrone = "danish_krone",
        /// Polish zloty.
        Zloty = "zloty",
        /// Thai baht.
        Baht = "baht",
        /// Hungarian forint.
        Forint = "forint",
        /// Czech koruna.
        Koruna = "koruna",
        /// Israeli shekel.
        Shekel = "shekel",
        /// Chilean peso.
        ChileanPeso = "chilean_peso",
        /// Philippine peso.
        PhilippinePeso = "philippine_peso",
        /// Emirati dirham.
        Dirham = "dirham",
        /// Colombian peso.
        ColombianPeso = "colombian_peso",
        /// Saudi riyal.
        Riyal = "riyal",
        /// Malaysian ringgit.
        Ringgit = "ringgit",
        /// Romanian leu.
        Leu = "leu",
        /// Argentine peso.
        ArgentinePeso = "argentine_peso",
        /// Uruguayan peso.
        UruguayanPeso = "uruguayan_peso",
        /// Peruvian sol.
        PeruvianSol = "peruvian_sol",
    }
}
