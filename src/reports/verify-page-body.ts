/** The bare bones of the page that checks evidence. Its script (src/browser/verify) puts the words in, in the reader's language. */

export const VERIFY_BODY = `<header class="head">
<h1 data-word="title"></h1>
<button type="button" id="language" data-word="language"></button>
</header>
<main>
<p class="lead" data-word="lead"></p>
<noscript><p class="lead">Trang này cần JavaScript để kiểm tra trong máy của bạn. · This page needs JavaScript to check on your own machine.</p></noscript>
<form id="form">
<div class="field">
<label for="key" data-word="keyLabel"></label>
<textarea id="key" rows="2" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="key-hint"></textarea>
<p class="hint" id="key-hint" data-word="keyHint"></p>
</div>
<details id="others">
<summary data-word="others"></summary>
<div class="field">
<label for="witnesses" data-word="witnessesLabel"></label>
<textarea id="witnesses" rows="2" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="witnesses-hint"></textarea>
<p class="hint" id="witnesses-hint" data-word="witnessesHint"></p>
</div>
<div class="field">
<label for="quorum" data-word="quorumLabel"></label>
<input id="quorum" inputmode="numeric" maxlength="3" autocomplete="off" aria-describedby="quorum-hint">
<p class="hint" id="quorum-hint" data-word="quorumHint"></p>
</div>
<div class="field">
<label for="ca" data-word="caLabel"></label>
<textarea id="ca" rows="3" spellcheck="false" autocomplete="off" autocapitalize="off" aria-describedby="ca-hint"></textarea>
<p class="hint" id="ca-hint" data-word="caHint"></p>
<label class="chooser"><span data-word="caFile"></span><input type="file" id="ca-file" accept=".pem,.crt,.cer,.der"></label>
</div>
</details>
<label class="drop" id="drop">
<input type="file" id="files" multiple aria-describedby="kinds">
<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="M12 4v11M7.5 11 12 15.5 16.5 11M5 19.5h14"/></svg>
<b data-word="drop"></b>
<span data-word="choose"></span>
<small id="kinds" data-word="kinds"></small>
</label>
</form>
<section id="result" role="status" tabindex="-1" hidden></section>
<section id="rows" hidden></section>
<p class="keep" id="keep" hidden><a href="/verify/loa-verify.html" download="loa-verify.html" data-word="keep"></a></p>
</main>
`;
