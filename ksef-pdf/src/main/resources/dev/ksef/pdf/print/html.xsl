<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of HTML of a sheet. All text and order come from the sheet; nothing is computed here. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/sheet">
    <html lang="{@language}">
      <head>
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="referrer" content="no-referrer"/>
        <title><xsl:value-of select="@title"/></title>
        <style>
          :root { --accent: <xsl:value-of select="@accent"/>; --pale: #5B6675; --rule: #CDD4DD; --fill: #F1F4F8; }
          <xsl:text>
          * { box-sizing: border-box; }
          body { margin: 0; background: #E9EDF2; color: #1A222C; font: 14px/1.45 "Noto Sans", "Segoe UI", system-ui, sans-serif; }
          main { max-width: 880px; margin: 24px auto; padding: 36px 40px; background: #FFF; overflow-wrap: anywhere; }
          main.wide { max-width: 1240px; }
          header { display: flex; flex-wrap: wrap; gap: 8px 24px; justify-content: space-between; align-items: flex-end; padding-bottom: 8px;
                   border-bottom: 3px solid var(--accent); }
          header img { display: block; max-width: 260px; max-height: 60px; margin-bottom: 8px; }
          header .kind { font-weight: bold; color: var(--accent); font-size: 16px; }
          h1 { margin: 0; font-size: 26px; line-height: 1.2; }
          .mark { text-align: right; }
          .mark > span { display: block; font-weight: bold; font-size: 16px; }
          .pale, .second { color: var(--pale); font-weight: normal; }
          h2 { margin: 24px 0 6px; font-size: 16px; color: var(--accent); }
          h3 { margin: 12px 0 4px; font-size: 14px; }
          p { margin: 0; min-height: 1.45em; }
          .heads { display: grid; grid-template-columns: repeat(auto-fill, minmax(185px, 1fr)); gap: 8px 16px; margin: 10px 0 14px; }
          .heads dt, .mark label { font-size: 12px; color: var(--pale); }
          .heads dd { margin: 0; font-weight: bold; }
          .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(320px, 100%), 1fr)); gap: 14px 24px; }
          .card { border-top: 1px solid var(--rule); padding-top: 6px; }
          .card .role { color: var(--accent); font-weight: bold; font-size: 12px; }
          .card .name { font-weight: bold; font-size: 16px; }
          dl.facts { display: grid; grid-template-columns: minmax(110px, 36%) 1fr; gap: 2px 12px; margin: 4px 0; }
          section > dl.facts { grid-template-columns: minmax(140px, 22%) 1fr; }
          dl.facts dt { color: var(--pale); }
          dl.facts dd { margin: 0; }
          .scroll { overflow-x: auto; overflow-wrap: normal; }
          table { width: 100%; border-collapse: collapse; margin: 4px 0; font-size: 13px; }
          th { background: var(--fill); border-bottom: 2px solid var(--accent); text-align: left; vertical-align: bottom; padding: 5px 6px; font-size: 12px; }
          td { border-bottom: 1px solid var(--rule); vertical-align: top; padding: 4px 6px; }
          .numbers { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
          th.numbers { white-space: normal; }
          td div.note { color: var(--pale); font-size: 11px; font-weight: normal; }
          tr.before { color: var(--pale); }
          tr.difference { background: #FFF6DF; }
          tr.sum { background: var(--fill); font-weight: bold; }
          .total { margin: 14px 0 4px auto; width: fit-content; min-width: 50%; background: var(--accent); color: #FFF; text-align: right; padding: 8px 14px; }
          .total .second { color: #FFF; }
          .total strong { display: block; font-size: 22px; }
          .codes { display: flex; flex-wrap: wrap; gap: 24px; margin-top: 12px; }
          .codes figure { margin: 0; width: 260px; }
          .codes img { width: 220px; height: 220px; image-rendering: pixelated; display: block; }
          .codes a { color: var(--pale); font-size: 11px; }
          @media (max-width: 640px) { main { margin: 0; padding: 20px 16px; } .mark { text-align: left; } }
          @media print { body { background: none; } main { margin: 0; padding: 0; max-width: none; } .scroll { overflow: visible; } }
          </xsl:text>
        </style>
      </head>
      <body>
        <main>
          <xsl:if test="part/@wide = 'true'">
            <xsl:attribute name="class">wide</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="head"/>
          <xsl:apply-templates select="part/section"/>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="head">
    <header>
      <div>
        <xsl:if test="/sheet/@logo != ''">
          <img src="{/sheet/@logo}" alt=""/>
        </xsl:if>
        <div class="kind"><xsl:apply-templates select="kind" mode="label"/></div>
        <h1><bdi><xsl:value-of select="number"/></bdi></h1>
      </div>
      <xsl:for-each select="mark/fact">
        <div class="mark">
          <label><xsl:apply-templates select="label" mode="label"/></label>
          <xsl:for-each select="line"><span><xsl:value-of select="."/></span></xsl:for-each>
        </div>
      </xsl:for-each>
    </header>
    <dl class="heads">
      <xsl:for-each select="fact">
        <div>
          <dt><xsl:apply-templates select="label" mode="label"/></dt>
          <xsl:for-each select="line"><dd><bdi><xsl:value-of select="."/></bdi></dd></xsl:for-each>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:template>

  <xsl:template match="section">
    <section>
      <xsl:if test="label">
        <h2><xsl:apply-templates select="label" mode="label"/></h2>
      </xsl:if>
      <xsl:apply-templates select="*[not(self::label)]"/>
    </section>
  </xsl:template>

  <xsl:template match="subheading">
    <h3><bdi><xsl:value-of select="."/></bdi></h3>
  </xsl:template>

  <xsl:template match="paragraph">
    <p><bdi><xsl:value-of select="."/></bdi></p>
  </xsl:template>

  <xsl:template match="total">
    <div class="total">
      <xsl:apply-templates select="label" mode="label"/>
      <strong><xsl:value-of select="amount"/></strong>
    </div>
  </xsl:template>

  <xsl:template match="facts">
    <dl class="facts">
      <xsl:apply-templates select="row/fact"/>
    </dl>
  </xsl:template>

  <xsl:template match="fact">
    <dt><xsl:apply-templates select="label" mode="label"/></dt>
    <dd>
      <xsl:for-each select="line">
        <xsl:if test="position() &gt; 1"><br/></xsl:if>
        <bdi><xsl:value-of select="."/></bdi>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template match="cards">
    <div class="cards"><xsl:apply-templates select="card"/></div>
  </xsl:template>

  <xsl:template match="card">
    <div class="card">
      <div class="role"><xsl:apply-templates select="label" mode="label"/></div>
      <xsl:if test="name">
        <div class="name"><bdi><xsl:value-of select="name"/></bdi></div>
      </xsl:if>
      <xsl:for-each select="line">
        <div><bdi><xsl:value-of select="."/></bdi></div>
      </xsl:for-each>
      <xsl:if test="fact">
        <dl class="facts"><xsl:apply-templates select="fact"/></dl>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="table">
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <xsl:for-each select="column">
              <th class="{@kind}" scope="col">
                <xsl:value-of select="label/first"/>
                <xsl:if test="label/second">
                  <div class="second"><xsl:value-of select="label/second"/></div>
                </xsl:if>
              </th>
            </xsl:for-each>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="row">
            <tr class="{@kind}"><xsl:apply-templates select="cell"/></tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="cell">
    <td class="{@kind}">
      <xsl:for-each select="text"><div><bdi><xsl:value-of select="."/></bdi></div></xsl:for-each>
      <xsl:for-each select="note"><div class="note"><bdi><xsl:value-of select="."/></bdi></div></xsl:for-each>
    </td>
  </xsl:template>

  <xsl:template match="codes">
    <div class="codes">
      <xsl:for-each select="code">
        <figure>
          <figcaption><xsl:apply-templates select="label" mode="label"/></figcaption>
          <img src="{@image}" alt="{under}"/>
          <strong><xsl:value-of select="under"/></strong>
          <div><a href="{@link}" rel="noreferrer"><xsl:value-of select="link"/></a></div>
        </figure>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="label">
    <xsl:value-of select="first"/>
    <xsl:if test="second">
      <span class="second">
        <xsl:text> / </xsl:text>
        <xsl:value-of select="second"/>
      </span>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
