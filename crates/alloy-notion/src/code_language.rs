//! The languages of code blocks.

use crate::wire::names;

names! {
    /// The language of a code block, after which Notion colours it.
    pub enum CodeLanguage {
        /// `abap`
        Abap = "abap",
        /// `abc`
        Abc = "abc",
        /// `agda`
        Agda = "agda",
        /// `arduino`
        Arduino = "arduino",
        /// `ascii art`
        AsciiArt = "ascii art",
        /// `assembly`
        Assembly = "assembly",
        /// `bash`
        Bash = "bash",
        /// `basic`
        Basic = "basic",
        /// `bnf`
        Bnf = "bnf",
        /// `c`
        C = "c",
        /// `c#`
        CSharp = "c#",
        /// `c++`
        CPlusPlus = "c++",
        /// `clojure`
        Clojure = "clojure",
        /// `coffeescript`
        CoffeeScript = "coffeescript",
        /// `coq`
        Coq = "coq",
        /// `css`
        Css = "css",
        /// `dart`
        Dart = "dart",
        /// `dhall`
        Dhall = "dhall",
        /// `diff`
        Diff = "diff",
        /// `docker`
        Docker = "docker",
        /// `ebnf`
        Ebnf = "ebnf",
        /// `elixir`
        Elixir = "elixir",
        /// `elm`
        Elm = "elm",
        /// `erlang`
        Erlang = "erlang",
        /// `f#`
        FSharp = "f#",
        /// `flow`
        Flow = "flow",
        /// `fortran`
        Fortran = "fortran",
        /// `gherkin`
        Gherkin = "gherkin",
        /// `glsl`
        Glsl = "glsl",
        /// `go`
        Go = "go",
        /// `graphql`
        GraphQl = "graphql",
        /// `groovy`
        Groovy = "groovy",
        /// `haskell`
        Haskell = "haskell",
        /// `hcl`
        Hcl = "hcl",
        /// `html`
        Html = "html",
        /// `idris`
        Idris = "idris",
        /// `java`
        Java = "java",
        /// `javascript`
        JavaScript = "javascript",
        /// `json`
        Json = "json",
        /// `julia`
        Julia = "julia",
        /// `kotlin`
        Kotlin = "kotlin",
        /// `latex`
        Latex = "latex",
        /// `less`
        Less = "less",
        /// `lisp`
        Lisp = "lisp",
        /// `livescript`
        LiveScript = "livescript",
        /// `llvm ir`
        LlvmIr = "llvm ir",
        /// `lua`
        Lua = "lua",
        /// `makefile`
        Makefile = "makefile",
        /// `markdown`
        Markdown = "markdown",
        /// `markup`
        Markup = "markup",
        /// `matlab`
        Matlab = "matlab",
        /// `mathematica`
        Mathematica = "mathematica",
        /// `mermaid`
        Mermaid = "mermaid",
        /// `nix`
        Nix = "nix",
        /// `notion formula`
        NotionFormula = "notion formula",
        /// `objective-c`
        ObjectiveC = "objective-c",
        /// `ocaml`
        OCaml = "ocaml",
        /// `pascal`
        Pascal = "pascal",
        /// `perl`
        Perl = "perl",
        /// `php`
        Php = "php",
        /// `plain text`
        PlainText = "plain text",
        /// `powershell`
        PowerShell = "powershell",
        /// `prolog`
        Prolog = "prolog",
        /// `protobuf`
        Protobuf = "protobuf",
        /// `purescript`
        PureScript = "purescript",
        /// `python`
        Python = "python",
        /// `r`
        R = "r",
        /// `racket`
        Racket = "racket",
        /// `reason`
        Reason = "reason",
        /// `ruby`
        Ruby = "ruby",
        /// `rust`
        Rust = "rust",
        /// `sass`
        Sass = "sass",
        /// `scala`
        Scala = "scala",
        /// `scheme`
        Scheme = "scheme",
        /// `scss`
        Scss = "scss",
        /// `shell`
        Shell = "shell",
        /// `smalltalk`
        Smalltalk = "smalltalk",
        /// `solidity`
        Solidity = "solidity",
        /// `sql`
        Sql = "sql",
        /// `swift`
        Swift = "swift",
        /// `toml`
        Toml = "toml",
        /// `typescript`
        TypeScript = "typescript",
        /// `vb.net`
        VbNet = "vb.net",
        /// `verilog`
        Verilog = "verilog",
        /// `vhdl`
        Vhdl = "vhdl",
        /// `visual basic`
        VisualBasic = "visual basic",
        /// `webassembly`
        WebAssembly = "webassembly",
        /// `xml`
        Xml = "xml",
        /// `yaml`
        Yaml = "yaml",
        /// `java/c/c++/c#`
        JavaOrC = "java/c/c++/c#",
    }
    else PlainText
}
